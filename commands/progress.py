"""Progress on stderr: an updating line on a terminal, an occasional line elsewhere."""

from __future__ import annotations

import sys
import time

import click

from wegwijs.press.order import Document
from wegwijs.sources.problems import visible

EVERY = 15.0  # seconds between plain lines
BAR = 20  # characters


class Progress:
    """Count, rate and time left; on a terminal with a bar."""

    def __init__(self) -> None:
        self.terminal = sys.stderr.isatty()
        self.start = self.said = time.monotonic()
        self.widest = 0

    def __call__(self, done: int, count: int, document: Document) -> None:
        """Report ``done`` of ``count``; ``document`` was the last, or is the first."""
        now = time.monotonic()
        number = min(done + (done == 0), count)
        where = visible(f"{document.edition} {document.language} {document.product}")
        text = f"[{number}/{count}] {where}"
        if done and now > self.start:
            rate = done / (now - self.start)
            text += f"  {rate:.1f}/s, nog {_clock((count - done) / rate)}"
        if self.terminal:
            full = BAR * done // count
            self._show(f"{'#' * full}{'.' * (BAR - full)} {text}")
        elif now - self.said >= EVERY:
            click.echo(text, err=True)
            self.said = now

    def done(self) -> None:
        """Clear the line."""
        if self.terminal:
            self._show("")

    def _show(self, text: str) -> None:
        """Overwrite the last line, also where escapes are off."""
        import shutil

        text = text[: shutil.get_terminal_size().columns - 1]  # a wrapped line would stay
        self.widest = max(self.widest, len(text))
        click.echo(f"\r{text:<{self.widest}}\r{text}", nl=False, err=True)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
