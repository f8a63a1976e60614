"""Parts that several kinds of page have."""

from __future__ import annotations

import re

from msgspec import structs

from wegwijs.layouts.content.outline import Alert
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.escaping import escape
from wegwijs.layouts.web.markup import Ground, element, words_in

# Between sentences: a space, or nothing in Chinese.
_BETWEEN = re.compile("(?<=[.?!\u061f\u06d4\u1362\u1367]) |(?<=[\u3002\uff01\uff1f])(?=.)")


def alert(ground: Ground, alert: Alert) -> str:
    """Return the solid arm with the emergency number."""
    label = element("span", _sentences(ground, alert.label), class_="word")
    number = element(
        "a",
        escape(alert.number.display),
        href=alert.number.target,
        class_="number",
        aria_label=f"{alert.label} {alert.number.display}",
    )
    return element("p", f"{label} {number}", class_="alert")


def _sentences(ground: Ground, words: Words) -> str:
    """Return words with an element around each sentence, which the style sheet keeps whole."""
    written, whole = "", ""
    for run in words.runs:
        start = 0
        for end in _BETWEEN.finditer(run.text):
            said = structs.replace(run, text=run.text[start : end.start()])
            written += element("span", whole + words_in(ground, Words((said,)))) + end[0]
            whole, start = "", end.end()
        whole += words_in(ground, Words((structs.replace(run, text=run.text[start:]),)))
    return written + element("span", whole)
