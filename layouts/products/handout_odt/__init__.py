"""The handout as an OpenDocument text."""
