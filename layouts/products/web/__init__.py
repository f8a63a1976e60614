"""The reading page: the pack as one web page per language."""
