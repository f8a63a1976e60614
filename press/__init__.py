"""Orders, builds and safe storage of documents."""
