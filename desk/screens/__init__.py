"""The screens: each takes a request and answers with a page. No rule of the field lives here."""
