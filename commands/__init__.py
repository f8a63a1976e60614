"""The command line: parse, call, report. No domain rule lives here."""
