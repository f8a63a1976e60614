"""HTML pages: markup, fonts, icons and the document around them."""
