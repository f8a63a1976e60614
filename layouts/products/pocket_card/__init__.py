"""The pocket card, folded once, and the A4 sheet of five."""
