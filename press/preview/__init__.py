"""Pictures of finished files, for a mail or a look before printing. Reads files only."""
