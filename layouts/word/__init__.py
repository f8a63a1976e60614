"""Word documents: styles, fonts, fields, and XML written as text."""
