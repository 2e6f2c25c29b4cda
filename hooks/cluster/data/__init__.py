"""Files for programs and the media: open data and the press kit."""
