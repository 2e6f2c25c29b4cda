"""Consistency rules for the content: one function per rule."""
