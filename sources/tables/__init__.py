"""Tables that people keep in Excel or as CSV, read row by row: see ``reading.open_table``."""
