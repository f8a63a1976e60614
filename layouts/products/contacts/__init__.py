"""The organisations and contacts of an edition as data: for a phone, a table and other programs."""
