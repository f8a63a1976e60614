"""Atomic writes, the lock of an output folder, and files that somebody edited."""
