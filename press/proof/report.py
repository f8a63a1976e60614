"""The report of a proof in one HTML file: each page as a picture, with the faults marked on it.

Everything is in the file and nothing is asked of the network. Who cannot see the pictures finds
the same in words; marks and words share a number.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote

from press.proof.findings import Finding, Spot
from press.proof.judge import Verdict
from press.proof.run import Result

_STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;color:#000;background:#fff;max-width:75rem;margin:0 auto;
padding:1rem 1.5rem}
h2{border-top:2px solid #000;margin-top:2.5rem;padding-top:.75rem}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;padding:.5rem 0}
th,td{border:1px solid #595959;padding:.4rem .6rem;text-align:left;vertical-align:top}
table{table-layout:fixed}th:nth-child(1){width:5rem}th:nth-child(2){width:22%}th:nth-child(4){width:26%}
th{background:#ededed}
.good,.bad{border:2px solid;padding:.75rem 1rem;font-weight:bold}
.good{border-color:#0b5d1e}.bad{border-color:#a30015}
figure{margin:1rem 0;display:inline-block}
.sheet{position:relative;display:inline-block;border:1px solid #595959}
img{display:block;max-width:100%;height:auto}
.sheet svg{position:absolute;inset:0;width:100%;height:100%}
rect{fill:#a3001526;stroke:#a30015;stroke-width:.7}
text{font:bold 5px sans-serif;fill:#fff;stroke:#a30015;stroke-width:1.6;paint-order:stroke}
code{font-size:.85rem;overflow-wrap:anywhere}
a{color:#0b3d91}
"""


def page(result: Result, folder: str) -> str:
    """The whole report as HTML."""
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';',
            " img-src data:; style-src 'unsafe-inline'\">\n",
            f"<title>Nagekeken: {escape(folder)}</title>\n<style>{_STYLE}</style>\n</head>\n",
            f"<body>\n<main>\n<h1>Nagekeken: {escape(folder)}</h1>\n",
            *_summary(result),
            *_contents(result),
            *_documents(result),
            "</main>\n</body>\n</html>\n",
        )
    )


def _summary(result: Result) -> Iterator[str]:
    count, files = len(result.documents), len(result.verdicts)
    faults = len(result.findings)
    if faults:
        told = "1 fout" if faults == 1 else f"{faults} fouten"
        yield f'<p class="bad">Er is iets mis: {told}. Druk dit nog niet.</p>\n'
    else:
        yield '<p class="good">Alles is goed. Dit kan gedrukt worden.</p>\n'
    yield f"<p>Documenten: {count}, bestanden: {files}."
    yield f" PDF/UA en PDF/A zijn gekeurd door {escape(result.by)}.</p>\n"
    if result.unread:
        yield "<h2>Niet nagekeken</h2>\n<p>Deze bestanden staan niet in het manifest:</p>\n<ul>\n"
        yield from (f"<li>{escape(name)}</li>\n" for name in result.unread)
        yield "</ul>\n"


def _contents(result: Result) -> Iterator[str]:
    """Where to look first."""
    counts = Counter(one.document for one in result.findings)
    if not counts:
        return
    yield "<h2>Wat is er mis</h2>\n<ul>\n"
    for name, count in counts.items():
        faults = "1 fout" if count == 1 else f"{count} fouten"
        yield f'<li><a href="#{_id(name)}">{escape(name)}</a>: {faults}</li>\n'
    yield "</ul>\n"


def _id(name: str) -> str:
    return escape(quote(name, safe=""))


def _documents(result: Result) -> Iterator[str]:
    numbered = list(enumerate(result.findings, start=1))
    verdicts: dict[str, list[Verdict]] = {}
    for verdict in result.verdicts:
        verdicts.setdefault(verdict.document, []).append(verdict)
    names = dict.fromkeys((*(one.document for one in result.findings), *verdicts))
    for name in names:
        own = [(number, one) for number, one in numbered if one.document == name]
        yield f'<h2 id="{_id(name)}">{escape(name)}</h2>\n'
        yield from _table(name, own)
        for verdict in verdicts.get(name, ()):
            yield from _pages(verdict, [(n, one) for n, one in own if one.file == verdict.file])


def _table(name: str, findings: Sequence[tuple[int, Finding]]) -> Iterator[str]:
    if not findings:
        yield "<p>Niets gevonden.</p>\n"
        return
    yield f"<table>\n<caption>Gevonden in {escape(name)}</caption>\n<thead><tr>"
    for head in ("Nummer", "Waar", "Wat", "Wat te doen"):
        yield f'<th scope="col">{head}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for number, one in findings:
        where = ", ".join(part for part in (one.file.rpartition("/")[2], str(one.at)) if part)
        detail = f"<br><code>{escape(one.detail)}</code>" if one.detail else ""
        yield f'<tr><th scope="row">{number}</th><td>{escape(where)}</td>'
        yield f"<td>{escape(one.what)}{detail}</td><td>{escape(one.todo)}</td></tr>\n"
    yield "</tbody>\n</table>\n"


def _pages(verdict: Verdict, findings: Sequence[tuple[int, Finding]]) -> Iterator[str]:
    name = verdict.file.rpartition("/")[2]
    yield f"<h3>{escape(name)}</h3>\n"
    if not verdict.pictures:
        yield "<p>Van dit bestand staan hier geen plaatjes.</p>\n"
    for number, (png, width, height) in enumerate(verdict.pictures, start=1):
        here = [(n, one.at) for n, one in findings if one.at.page == number]
        marks = [(n, at) for n, at in here if at.box]
        told = f"met {len(marks)} gemerkte plekken" if len(marks) != 1 else "met 1 gemerkte plek"
        alt = f"Bladzijde {number} van {name}, {told if marks else 'zonder gemerkte plekken'}"
        data = base64.b64encode(png).decode()
        yield f'<figure>\n<span class="sheet"><img alt="{escape(alt)}"'
        yield f' src="data:image/png;base64,{data}">'
        yield from _marks(marks, width, height)
        yield f"</span>\n<figcaption>Bladzijde {number}</figcaption>\n</figure>\n"


def _marks(marks: Sequence[tuple[int, Spot]], width: float, height: float) -> Iterator[str]:
    """Boxes over a picture, each with the numbers of what is wrong there."""
    if not marks:
        return
    yield f'<svg aria-hidden="true" viewBox="0 0 {width:.2f} {height:.2f}">'
    for box, group in groupby(
        sorted(marks, key=lambda mark: mark[1].box or ()), key=lambda mark: mark[1].box
    ):
        assert box
        left, top, right, bottom = box
        numbers = " ".join(str(number) for number, _ in group)
        yield f'<rect x="{left - 0.5:.2f}" y="{top - 0.5:.2f}" width="{right - left + 1:.2f}"'
        yield f' height="{bottom - top + 1:.2f}"/>'
        yield f'<text x="{left:.2f}" y="{max(top - 1, 4):.2f}">{numbers}</text>'
    yield "</svg>"
