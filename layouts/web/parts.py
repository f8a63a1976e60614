"""Parts that several kinds of page have."""

from __future__ import annotations

from wegwijs.layouts.content.outline import Alert
from wegwijs.layouts.escaping import escape
from wegwijs.layouts.web.markup import SENTENCES, Ground, element, parted


def alert(ground: Ground, alert: Alert) -> str:
    """Return the solid arm with the emergency number."""
    label = parted("span", ground, alert.label, SENTENCES, class_="word")
    number = element(
        "a",
        escape(alert.number.display),
        href=alert.number.target,
        class_="number",
        aria_label=f"{alert.label} {alert.number.display}",
    )
    return element("p", f"{label} {number}", class_="alert")
