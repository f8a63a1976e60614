"""What python-docx lacks: fields, fonts, styles, links."""
