"""Publishes the site in a folder of releases, of a server or of this computer, by rsync."""
