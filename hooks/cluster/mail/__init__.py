"""The newsletter as an e-mail."""
