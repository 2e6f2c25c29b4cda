"""`cluster new site` and `cluster upgrade`: projects of other clusters, which install this program."""
