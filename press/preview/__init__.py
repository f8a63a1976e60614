"""Pictures of what was made, for a mail or a look before printing. Reads finished files only."""
