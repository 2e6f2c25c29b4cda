"""`cluster import-table` and `export-table`: lists of data/ as spreadsheets."""
