"""How to print and fold what was made."""
