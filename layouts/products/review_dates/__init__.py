"""The days on which facts fall due, for the calendar of who keeps an edition."""
