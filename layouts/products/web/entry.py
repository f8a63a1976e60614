"""An organisation on the page: its name, its sign, how to reach it and when to call."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.layouts.content.outline import Entry
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.escaping import escape
from wegwijs.layouts.web.icons import icon
from wegwijs.layouts.web.markup import NAMES, Ground, anchor, block, element, parted, words_in
from wegwijs.sources.values import Phone
from wegwijs.sources.ways import WEB

END = "</section>"
LONG, LONGER = 15, 18  # characters: a number is set smaller from so many on


def group(ground: Ground, heading: Words, lead: tuple[Words, ...]) -> str:
    """Return the beginning of a group."""
    told = block("p", ground, Words.join(lead)) if lead else ""
    return f'<section class="group">{block("h2", ground, heading)}{told}'


def entry(ground: Ground, entry: Entry) -> str:
    """Return an organisation."""
    name = block("h3", ground, entry.title)
    if entry.meaning:
        name += block("p", ground, entry.meaning)
    facts = "".join(_facts(ground, entry))
    content = element("div", name, class_="name") + _sign(ground, entry)
    content += element("ul", facts, class_="keys") if facts else ""
    if entry.person:
        content += parted("p", ground, entry.person, NAMES, class_="person")
    content += "".join(block("p", ground, words) for words in _texts(entry))
    return element("article", content, class_="entry", id=anchor(entry.numeral))


def _sign(ground: Ground, entry: Entry) -> str:
    """Return the sign. Where the reader of paper writes the number down, the page has a link to
    where it is found.
    """
    hero = entry.hero or entry.url
    name = ground.says("web_sign", numeral=str(entry.numeral))
    numeral = element("span", str(entry.numeral), class_="board", role="img", aria_label=name)
    if hero is None:
        return element("p", numeral, class_="sign")
    (run,) = entry.links[hero].runs
    is_phone = isinstance(hero, Phone)
    link = words_in(ground, Words((run,)))
    value = element("span", link, class_=f"hero{size_of(run.text) if is_phone else ''}")
    sign = element("p", f"{numeral} {value}", class_="sign" if is_phone else "sign web")
    return element("div", sign + copy(ground, run.text), class_="line") if is_phone else sign


def size_of(number: str) -> str:
    """Return the class of a number that is longer than most, with a space before it."""
    return " longer" if len(number) >= LONGER else " long" if len(number) >= LONG else ""


def copy(ground: Ground, number: str) -> str:
    """Return the button that copies a number; a script shows it where that works."""
    number = number.replace("\N{NO-BREAK SPACE}", " ")
    name = icon("copy") + element("span", escape(ground.says("web_copy")))
    return element(
        "button",
        name,
        type="button",
        class_="copy",
        value=number,
        hidden=True,
        aria_label=ground.says("web_copy_value", value=number),
    )


def _facts(ground: Ground, entry: Entry) -> Iterator[str]:
    """Yield the short facts: first the site, unless that is on the sign."""
    hero = entry.hero or entry.url
    if entry.url and entry.url != hero:
        yield _fact(ground, WEB.icon, entry.links[entry.url])
    for key in entry.keys:
        yield _fact(ground, key.icon, key.words)


def _fact(ground: Ground, name: str | None, words: Words) -> str:
    drawn = icon(name) if name else ""
    is_link = any(run.target for run in words.runs)
    content = drawn + element("span", words_in(ground, words))
    return element("li", content, class_="link" if is_link else None)


def _texts(entry: Entry) -> Iterator[Words]:
    """Yield what they do, when to call and when not."""
    yield entry.what + entry.what_more if entry.what_more else entry.what
    yield entry.when + entry.examples if entry.examples else entry.when
    yield from (words for words in (entry.when_not, entry.contact) if words)
