"""The copies for the participants of a workshop, against the list of its trainer."""
