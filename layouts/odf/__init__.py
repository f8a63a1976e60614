"""OpenDocument text, ODF 1.3, as blocks of XML."""
