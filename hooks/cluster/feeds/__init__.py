"""RSS, Atom and JSON Feed: what feeds announce, and the files."""
