"""From an order to documents on disk: prepare, decide, execute."""
