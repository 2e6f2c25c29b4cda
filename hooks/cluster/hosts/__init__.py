"""What hosts are told of the site's files, in the form that each understands."""
