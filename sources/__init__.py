"""The content of the pack: YAML that people edit, and readers that turn it into typed values."""
