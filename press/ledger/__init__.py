"""The ledger: what was made from what. Manifest, input digests and changes."""
