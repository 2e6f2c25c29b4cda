"""The forms at /admin/: what their program, Sveltia CMS, is told of the files, their fields and choices."""
