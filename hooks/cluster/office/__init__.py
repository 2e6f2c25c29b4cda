"""What the program writes for the office: drafts, records, imported events."""
