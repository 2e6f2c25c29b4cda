"""From a project's folder to its published site. May touch the disk, the clock and MkDocs."""
