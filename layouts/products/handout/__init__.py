"""The Word handout."""
