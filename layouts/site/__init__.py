"""The pages of a website with editions: a landing page for each, and an index of all."""
