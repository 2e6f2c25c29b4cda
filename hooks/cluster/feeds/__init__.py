"""RSS, Atom and JSON Feed: what they announce, and how they are written."""
