"""Check finished files against the sources they were made from."""
