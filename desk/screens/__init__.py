"""The screens: each takes a request and returns a page. No domain rule lives here."""
