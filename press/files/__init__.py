"""Atomic writes, the lock, and files that somebody changed."""
