"""Pages as they were approved, as small pictures, and what tells them from pages as they are now.

``python -m tests.golden`` compares, ``python -m tests.golden accept`` approves what is there now.
"""
