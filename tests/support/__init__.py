"""What several tests need. Tests import from here, never from one another."""
