"""The pocket card, folded once, and the sheet of five."""
