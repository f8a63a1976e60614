"""The leaflet in large print: A4 pages, two-sided, with one staple."""
