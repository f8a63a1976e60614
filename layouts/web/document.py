"""The document around a page: what browsers and search engines read, the policy that forbids every
call, style and script.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.escaping import escape
from wegwijs.layouts.web.fonts import font_faces
from wegwijs.layouts.web.markup import Ground, Piece, element
from wegwijs.sources.shipped import shipped

Colour = tuple[float, float, float]  # red, green and blue, from 0 to 1
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*([{};:,>])\s*")


SIGNS = shipped("layouts", "web", "signs.css")  # the style sheet that all our pages share

_LONG = 16  # letters: a longer word of the title is too wide for a window of 320 px
_ROOM = 170  # % of the width of a window, by the letters in it: the size at which one word fills it


class Look(Struct, frozen=True):
    """The style sheets and script of a kind of page: files beside the module that writes it.

    ``pictures`` allows those that stand beside the page. ``bold_names``: the names of other
    languages are in heavier type, where browsers do not make that well themselves.
    """

    styles: tuple[Path, ...]
    script: Path | None = None
    pictures: bool = False
    bold_names: bool = False


class Link(Struct, frozen=True):
    """The address of the same page in a language."""

    language: str
    href: str


class ForPrograms(Struct, frozen=True):
    """What programs read in a page: linked data as JSON, and its published addresses in each
    language.
    """

    data: str = ""
    elsewhere: tuple[Link, ...] = ()


def document(
    outline: Outline,
    look: Look,
    body: Piece,
    heavy: frozenset[str],
    accent: Colour,
    read: ForPrograms,
) -> bytes:
    """Return a page as a file in UTF-8.

    ``heavy`` are the characters of its numbers and addresses, ``accent`` is a colour as
    in the theme.
    """
    ground = Ground.of(outline)
    style, allowed = _style(look, outline.fonts, body.letters, heavy)
    own = f":root{{--accent:#{''.join(f'{round(part * 255):02X}' for part in accent)}}}"
    if outline.larger != 1:
        own += f"@media not print{{html{{font-size:{outline.larger:.0%}}}}}"
    longest = max(map(len, str(outline.title).split()))
    if longest > _LONG:
        size = f"min(2.625rem,{_ROOM / longest:.1f}vw)"
        own += f"@media not print{{h1{{font-size:{size};line-height:1.07}}}}"
    data = read.data.replace("<", "\\u003c")  # nothing in it may end the element
    scripts = [("<script>", _script(look.script))] if look.script else []
    if data:
        scripts.insert(0, ('<script type="application/ld+json">', data))
    own_pictures = "'self' " if look.pictures else ""
    may_run = " ".join(_hash(text) for _, text in reversed(scripts)) or "'none'"
    links = "".join(
        f'<link rel="alternate" hreflang="{one.language}" href="{escape(one.href)}">'
        for one in read.elsewhere
    )
    head = (
        '<meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="'
        f"default-src 'none'; style-src {allowed} {_hash(own)}; script-src {may_run};"
        f" font-src data:; img-src {own_pictures}data:; base-uri 'none'; form-action 'none'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        '<meta name="color-scheme" content="light dark">'
        + _named("description", ground.says("web_description"))
        + (_named("author", outline.publisher) if outline.publisher else "")
        + element("title", escape(ground.says("kicker")))
        + f'<link rel="icon" href="data:,">{links}'  # without it browsers ask for one
        + f"<style>{style}</style><style>{own}</style>"
    )
    return (
        f'<!doctype html>\n<html lang="{outline.language}" dir="{outline.direction}">'
        f"<head>{head}</head>\n<body>{body.html}"
        f"{''.join(f'{tag}{text}</script>' for tag, text in scripts)}</body></html>\n"
    ).encode()


def _named(name: str, content: str) -> str:
    return element("meta", name=name, content=content).removesuffix("</meta>")


@lru_cache(maxsize=128)
def _style(
    look: Look,
    families: tuple[str, ...],
    letters: frozenset[str],
    heavy: frozenset[str],
) -> tuple[str, str]:
    """Return the style sheet with its fonts, and its hash for the policy."""
    faces = font_faces(families, letters, heavy, look.bold_names)
    style = faces + "".join(map(_small, look.styles))
    return style, _hash(style)


@cache
def _script(file: Path) -> str:
    """Return a script without comments."""
    lines = (line.strip() for line in file.read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


@cache
def _small(file: Path) -> str:
    """Return a style sheet without comments and superfluous spaces."""
    text = _COMMENT.sub("", file.read_text("utf-8"))
    return _SPACE.sub(r"\1", " ".join(text.split())).replace(";}", "}")


@lru_cache(maxsize=128)
def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
