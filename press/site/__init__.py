"""Publish editions as a website: files of any web server, made from what ``build`` made."""
