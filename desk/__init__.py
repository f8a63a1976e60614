"""The desk: the program without a shell. Fill in on the left, see the real page on the right.

One app with two ways to run it: on one's own computer (``local``), and as a service (``hosted``).
"""
