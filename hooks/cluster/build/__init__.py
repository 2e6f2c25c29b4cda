"""Builds a project's site. Besides the commands, only this package uses the disk and the clock."""
