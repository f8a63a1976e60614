"""What a person should know of the data before they are printed; a module for each set of rules."""
