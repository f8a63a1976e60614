"""The desk: a form on the left, the real page on the right. For people who do not use a shell.

One app, run in two ways: on the user's own computer (``local``), and as a service (``hosted``).
"""
