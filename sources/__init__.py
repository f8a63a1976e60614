"""What the pack says: the YAML that people edit, and the readers that turn it into typed values."""
