"""Pictures of drawn pages, as PNG."""
