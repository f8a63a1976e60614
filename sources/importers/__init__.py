"""New editions: imported from a public register, or empty to fill in."""
