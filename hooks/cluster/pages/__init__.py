"""The pages of the site: which there are, what each shows, and their HTML."""
