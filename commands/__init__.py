"""The command line: parse, call, tell. No rule of the field lives here."""
