"""What was made from what: the manifest, input digests and changes."""
