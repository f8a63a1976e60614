"""What a document says, in reading order, before anything is drawn."""
