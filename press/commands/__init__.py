"""The command line, a module for each thing one does. ``generate.py`` ties them together."""
