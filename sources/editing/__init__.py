"""Change a hand-written YAML file and keep it as it is: comments, order, quotes, line ends.

The parser tells where each value begins and ends (``tree``). A change replaces only that piece of
the text (``lines``, ``lists``), and is refused unless the result reads as exactly the intended data
with every comment still there (``changes``). The desk and the import of the register use it.

ruamel.yaml (0.19, round trip) was tried first. It keeps files in its own style, but writes all of
a file anew. Unchanged, our school edition came out with ``organisations`` on one line instead of
two. Elsewhere Windows line ends became Unix ones (those of comments did not), a comment between
brackets was lost, quoted and folded texts were broken at other places, lists were indented anew,
blanks inside brackets and at line ends went, and so did ``...``. Removing a contact took along the
comment above the next one. A tab before a comment, which our reader takes, was an error.
"""
