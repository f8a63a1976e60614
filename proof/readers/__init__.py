"""What stands in a finished file: PDF, Word, QR codes."""
