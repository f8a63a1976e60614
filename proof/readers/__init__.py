"""Readers of finished files: PDF, Word, QR codes."""
