"""How the pack looks: one outline goes in, the bytes of a product come out."""
