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
