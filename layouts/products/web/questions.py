"""The questions: sentences in which readers recognise their situation, each with the arms that lead
on. The body of an arm calls, its tip leads to the explanation.
"""

from __future__ import annotations

from collections.abc import Mapping

from wegwijs.layouts.content.outline import Outline, Route, Situation
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.escaping import escape
from wegwijs.layouts.products.web.entry import size_of
from wegwijs.layouts.web.markup import Ground, anchor, block, element

END = "</ol></section>"
Titles = tuple[tuple[int, str], ...]  # of organisations, by numeral


def heading(ground: Ground, heading: Words) -> str:
    """Return the beginning of the section. On paper nobody taps: there the reader follows the
    arrow.
    """
    said = {name: ground.labels[f"web_{name}"] for name in ("find", "tap", "follow")}
    find, tap, follow = (escape(str(words.spaced())) for words in said.values())
    tap = element("span", tap.rstrip(), class_="screen") + tap[len(tap.rstrip()) :]
    follow = element("span", follow.rstrip(), class_="paper")
    told = element("p", f"{find}{tap}{follow}<br>{escape(ground.says('web_numeral'))}")
    return f'<section class="ask">{block("h2", ground, heading)}{told}<ol class="route">'


def question(ground: Ground, situation: Situation, titles: Titles, by_web: tuple[int, ...]) -> str:
    """Return a sentence with its arms. ``by_web`` are the organisations without a number."""
    arms = "".join(_arm(ground, route, dict(titles), by_web) for route in situation.routes)
    return element("li", block("p", ground, situation.text) + arms)


def by_web(outline: Outline) -> tuple[int, ...]:
    """Return the numerals of the organisations without a number, and without room for one."""
    return tuple(one.numeral for one in outline.entries if not (one.phone or one.blank))


def words_on(labels: Mapping[str, Words], route: Route, by_web: tuple[int, ...]) -> Words:
    """Return the words on the body of an arm."""
    read_on = route.phone is None and all(numeral in by_web for numeral in route.numerals)
    return labels["web_read_on"] if read_on else route.label


def _arm(ground: Ground, route: Route, titles: dict[int, str], by_web: tuple[int, ...]) -> str:
    there = f"#{anchor(route.numerals[0])}"
    if route.phone:
        (run,) = route.label.runs
        number = element("bdi", escape(run.text), dir="ltr") if ground.rtl else escape(run.text)
        size = size_of(run.text)
        body = element("a", number, href=run.target, class_=f"call{size}", aria_label=run.says)
    else:
        label = words_on(ground.labels, route, by_web)
        body = block("a", ground, label, href=there, class_="read")
    return element("p", f"{body} {_tip(ground, route.numerals, titles)}", class_="arm")


def _tip(ground: Ground, numerals: tuple[int, ...], titles: dict[int, str]) -> str:
    """Return the end of an arm: each numeral on it leads to the organisation that it stands for."""
    several = len(numerals) > 1
    links = [
        element(
            "a",
            str(numeral),
            href=f"#{anchor(numeral)}",
            class_=None if several else "to",
            aria_label=ground.says("web_explained", sign=f"{numeral}, {titles[numeral]}"),
        )
        for numeral in numerals
    ]
    return element("span", " ".join(links), class_="to several") if several else links[0]
