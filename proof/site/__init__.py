"""Check a website that was published: its pages, lists and files."""
