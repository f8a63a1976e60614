"""Slides (PresentationML) as blocks of XML, with a master and layouts of our own."""
