"""What the pages of a site have in common: the emergency number, the heading, the style."""

from __future__ import annotations

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.escaping import escape
from wegwijs.layouts.web.document import SIGNS, Look
from wegwijs.layouts.web.markup import Ground, block, element
from wegwijs.layouts.web.parts import alert
from wegwijs.sources.shipped import shipped

HERE = shipped("layouts", "site")
STYLES = (SIGNS, HERE / "site.css")
HEAVY = frozenset("0123456789")  # the characters of an emergency number


def look(script: str = "", *, pictures: bool = False) -> Look:
    """Return the look of a page with the script of this file name, if any."""
    return Look(STYLES, HERE / script if script else None, pictures, bold_names=True)


def top(ground: Ground, outline: Outline, publisher: str = "", back: str = "") -> str:
    """Return whose page it is, with a link ``back`` to the index of the site."""
    told = block("p", ground, outline.kicker, class_="kicker")
    if publisher:
        told += block("p", ground, Words.dutch(publisher), class_="publisher")
    content = element("div", told)
    if back:
        content += element("p", element("a", "Alle uitgaven", href=back, class_="button"))
    return element("header", content)


def opening(ground: Ground, outline: Outline, title: Words, lead: str) -> str:
    """Return the emergency number, which comes first, and what to do here."""
    heading = block("h1", ground, title) + element("p", escape(lead), class_="lead")
    return alert(ground, outline.alert) + element("div", heading, class_="intro")
