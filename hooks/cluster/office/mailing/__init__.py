"""Sends an edition of the newsletter to its readers."""
