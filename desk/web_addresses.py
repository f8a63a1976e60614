"""A web address as people type it, ``www.school.nl``, completed to what is stored: with https://.

The loader stays strict: what a file says is never guessed. On a screen the person who typed it sees
what became of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from wegwijs.sources.problems import Misspelt
from wegwijs.sources.values import Url
from wegwijs.sources.ways import WAYS

# What is nothing but an address: with an ending that is in use here or in an example, or the site
# that opens a chat. A word with a dot in it, such as "n.v.t" or "volgt.later", is neither, nor is
# an address of which somebody has typed half: "www.school", "www.school.am".
_CLEAR = re.compile(
    r"(?:(?:www\.)?(?!www\.)(?:[^\s./?#@:]+\.)+"
    r"(?:nl|be|de|eu|com|org|net|frl|amsterdam|example)"
    r"|wa\.me(?=/))"
    r"(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_READERS: Mapping[str, Callable[[str], object]] = {
    "site": Url.parse,
    **{id_: WAYS[id_].read for id_ in ("web", "chat", "whatsapp")},
}


def completed(field: str, text: str) -> str:
    """Return the text of a field as it is stored: with https:// before it and its domain in small
    letters, where that alone makes it a valid address; otherwise as it was typed.
    """
    whole = _whole(text)
    try:
        _READERS[field](whole)
    except (KeyError, ValueError):
        return text
    return whole


def meant(field: str, text: str) -> str:
    """Return the address that was probably meant, also where more than its begin was wrong; empty
    when that is not clear.
    """
    whole = _whole(text)
    try:
        _READERS[field](whole)
    except Misspelt as error:
        return error.right if _is_valid(field, error.right) else ""
    except (KeyError, ValueError):
        return ""
    return whole


def _is_valid(field: str, text: str) -> bool:
    try:
        _READERS[field](text)
    except ValueError:
        return False
    return True


def _whole(text: str) -> str:
    """Return an address with https:// before it; empty when it is not clear that it is one."""
    if not _CLEAR.fullmatch(text):
        return ""
    domain = re.split("[/?#]", text, maxsplit=1)[0]
    return f"https://{domain.lower()}{text[len(domain) :]}"
