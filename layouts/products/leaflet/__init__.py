"""The leaflet: A4 in three, folded as a letter."""
