"""`cluster check --links`: whether the pages of others to which a site leads are still there."""
