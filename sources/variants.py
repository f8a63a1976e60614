"""Variants of Dutch, such as plain Dutch: languages of their own, with a tag that begins as Dutch.

The names of organisations and contacts are Dutch in them already, so they need no translation.
"""

from __future__ import annotations

_DUTCH = "nl"


def in_dutch(language: str) -> bool:
    """Whether a language (BCP 47) is Dutch or a variant of it, as ``nl-x-a2``."""
    return language.partition("-")[0] == _DUTCH


def is_variant(language: str) -> bool:
    """Whether a language is a variant of Dutch, with texts and a reviewer of its own."""
    return language != _DUTCH and in_dutch(language)


def in_file_names(language: str) -> str:
    """Return a language as it stands in the names of published files: ``nl-a2`` for ``nl-x-a2``.

    The mark of private use says nothing to who reads an address.
    """
    return language.replace("-x-", "-")


def in_gettext(language: str) -> str:
    """Return a language as gettext and its editors know it: ``nl@a2`` for ``nl-x-a2``."""
    return language.replace("-x-", "@")


def from_gettext(language: str) -> str:
    """Return the tag of a language that a catalogue names: ``nl-NL`` for ``nl_NL``."""
    return language.replace("_", "-").replace("@", "-x-")
