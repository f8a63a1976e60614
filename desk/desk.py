"""What the screens share: editions, worker processes, today's date, and page rendering."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from wegwijs.desk.jobs import Jobs
from wegwijs.desk.limited import LimitedWorkers
from wegwijs.desk.shelf import Shelf
from wegwijs.desk.workers import Workers
from wegwijs.sources.invocation import COMMAND
from wegwijs.sources.load import SHIPPED
from wegwijs.sources.shipped import shipped

_OURS = re.compile(r'\b(href|src|action|formaction)="/(?!/)')


@cache
def templates() -> Environment:
    """Return all templates, read at once: after an update of the program, those on disk no longer
    match the running one.
    """
    found = Environment(
        loader=FileSystemLoader(shipped("desk", "templates")),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
    )
    found.globals["command"] = COMMAND
    for name in found.list_templates():
        found.get_template(name)
    return found


@dataclass
class Desk:
    """The state shared by all requests. ``hosted``: nothing of a visitor is kept. ``root`` is the
    prefix of all our paths, ``national`` the folder with the facts that all editions share.
    """

    shelf: Shelf
    workers: Workers | LimitedWorkers
    output: Path
    today: Callable[[], date]
    hosted: bool = False
    root: str = ""
    national: Path = SHIPPED
    jobs: Jobs = field(default_factory=Jobs)
    due: int = 0  # what must be checked again, as last counted
    fonts: dict[str, bytes] = field(default_factory=dict)  # web fonts, made once
    templates: Environment = field(default_factory=templates)

    @property
    def folders(self) -> Sequence[Path]:
        """The source folders."""
        return self.shelf.folders

    def page(self, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
        """Render a screen."""
        return HTMLResponse(self.rendered(template, **shown), status)

    def part(self, template: str, **shown: Any) -> str:
        """Render what comes within a screen."""
        return self.rendered("part.html", part=template, **shown)

    def rendered(self, template: str, **shown: Any) -> str:
        """Render a template with what every screen needs."""
        self.due = shown.get("due", self.due)
        defaults = {
            "hosted": self.hosted,
            "folder": self.shelf.own.name,
            "due": self.due,
            "here": "",
            "accent": "",
            "said": "",
            "carried": "",
            "anchor": "",
        }
        text = self.templates.get_template(template).render(defaults | shown)
        if self.root:  # a typed quote never ends an attribute
            text = _OURS.sub(rf'\1="{self.root}/', text)
        return text

    def message(self, heading: str, told: str, status: int = 200, **shown: Any) -> HTMLResponse:
        """Render a screen with a message only."""
        more = {"report": "", "back": "", "back_name": "", "sent": []} | shown
        return self.page("message.html", status, heading=heading, told=told, **more)


def desk_of(request: Request) -> Desk:
    """Return the desk that serves a request."""
    found: Desk = request.app.state.desk
    return found


def in_words(day: date) -> str:
    """Return a date as people write it: ``23 november 2026``."""
    return format_date(day, "d MMMM yyyy", locale="nl")
