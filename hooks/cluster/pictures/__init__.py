"""Pictures: what a picture is, and how its renditions are made."""
