"""The report as one HTML file: a picture of each page with the findings marked on it.

Self-contained, without network access. The findings are also listed as text, with the same numbers
as the marks.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape as escaped
from itertools import groupby
from urllib.parse import quote_from_bytes

from wegwijs.proof.case import Verdict
from wegwijs.proof.findings import Finding, Spot
from wegwijs.proof.output_check import CheckResult
from wegwijs.proof.printed import concepts
from wegwijs.sources.problems import visible

_STYLE = """
:root{color-scheme:light;--rule:#767676;--soft:#f2f2ef;--good:#0b5d1e;--bad:#a30015}
*{box-sizing:border-box}
body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:75rem;
margin:0 auto;padding:1rem clamp(1rem,4vw,2rem) 4rem;overflow-wrap:anywhere}
h1{font-size:clamp(1.5rem,5vw,2.25rem);line-height:1.2;margin:1rem 0}
h2{font-size:1.375rem;border-top:3px solid #1a1a1a;margin:3.5rem 0 1rem;padding-top:.75rem}
h3{font-size:1.125rem;margin:2.5rem 0 0}
a{color:#0b3d91}
.good,.bad,.concept{border:2px solid;border-left-width:.75rem;padding:.75rem 1rem;font-size:1.25rem;
font-weight:bold}
.good{color:var(--good);background:#f0f8f1}.concept{color:#5c4400;background:#fdf7e7}.bad{color:var(--bad);background:#fdf2f3}
table{border-collapse:collapse;table-layout:fixed;width:100%}
caption{text-align:left;font-weight:bold;padding:.5rem 0}
th,td{border-bottom:1px solid var(--rule);padding:.6rem .75rem;text-align:left;vertical-align:top}
thead th{border-bottom:2px solid #1a1a1a;background:var(--soft)}
thead th:nth-child(1){width:7rem}thead th:nth-child(2){width:22%}
thead th:nth-child(4){width:26%}
tbody th b{display:inline-block;min-width:2em;padding:0 .4em;border-radius:1em;text-align:center;
color:#fff;background:var(--bad)}
code{display:block;font-size:.85rem;color:#4d4d4d;margin-top:.25rem}
.pages{display:flex;flex-wrap:wrap;gap:1.5rem;align-items:flex-start}
figure{margin:1rem 0 0;max-width:100%}
figcaption{color:#4d4d4d}
.sheet{position:relative;display:block;border:1px solid var(--rule)}
img{display:block;max-width:100%;height:auto}
.sheet svg{position:absolute;inset:0;width:100%;height:100%}
rect{fill:#a3001526;stroke:#a30015;stroke-width:.7}
text{font:bold 5px sans-serif;fill:#fff;stroke:#a30015;stroke-width:1.6;paint-order:stroke}
@media (max-width:45rem){
table,caption,tbody,tr,tbody th,td{display:block;width:auto}
thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
tbody tr{border:1px solid var(--rule);border-left:.4rem solid var(--bad);margin:0 0 1rem;
padding:.5rem .75rem}
tbody th,td{border:0;padding:.2rem 0}
tbody th::before,td::before{content:attr(data-head) " " / "";font-weight:normal;color:#4d4d4d}
td::before{display:block;font-size:.85rem}
td:empty{display:none}
}
@media print{tr,figure{break-inside:avoid}h2{break-after:avoid}body{max-width:none}}
"""
_HEADS = ("Nummer", "Waar", "Wat", "Wat te doen")
_ENGLISH = {"standard", "schema", "tags", "word"}  # kinds whose detail is a library's own words
# What stands between quotes, or in letters that are not Latin, may run the other way.
_OTHER = "[\u0370-\u1fff\u2d80-\u2ddf\ufb1d-\ufefc]"
_FOREIGN = re.compile(rf'("[^"]*"|{_OTHER}+(?:[^\w"]*{_OTHER}+)*)')


def page(result: CheckResult, folder: str) -> str:
    """Return the report as HTML."""
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';',
            " img-src data:; style-src 'unsafe-inline'\">\n",
            f"<title>Nagekeken: {_html(folder)}</title>\n<style>{_STYLE}</style>\n</head>\n",
            f"<body>\n<main>\n<h1>Nagekeken: {_html(folder)}</h1>\n",
            *_summary(result),
            *_contents(result),
            *_documents(result),
            "</main>\n</body>\n</html>\n",
        )
    )


def _html(text: str) -> str:
    """Escape a text of unknown origin for HTML, control characters included."""
    return escaped(visible(text))


def _words(text: str, language: str) -> str:
    """Return a finding as HTML, with quotes isolated so that they turn nothing else round."""
    pieces = _FOREIGN.split(text)
    for index in range(1, len(pieces), 2):
        quote = '"' if pieces[index].startswith('"') else ""
        inner = pieces[index].strip('"')
        lang = f' lang="{_html(language)}"' if re.search(_OTHER, inner) else ""
        pieces[index] = f"{quote}<bdi{lang}>{_html(inner)}</bdi>{quote}"
    pieces[::2] = map(_html, pieces[::2])
    return "".join(pieces)


def _summary(result: CheckResult) -> Iterator[str]:
    count, files = len(result.documents), len(result.verdicts)
    faults = len(result.findings)
    concept = bool(concepts(result.printed))
    look = "bad" if faults else "concept" if concept else "good"
    yield f'<p class="{look}">{_html(result.verdict)}</p>\n'
    if result.printed:
        yield "<h2>Wat is nagekeken</h2>\n<ul>\n"
        yield from (f"<li>{_html(str(one))}</li>\n" for one in result.printed)
        yield "</ul>\n"
    yield f"<p>Documenten: {count}, bestanden: {files}."
    yield f" PDF/UA en PDF/A zijn gekeurd door {_html(result.by)}.</p>\n"
    if result.notices:
        yield "<h2>Om te weten</h2>\n<ul>\n"
        for one in result.notices:
            language = one.document.split("/")[1] if "/" in one.document else "nl"
            yield f"<li>{_html(one.file)}: {_words(one.what, language)}</li>\n"
        yield "</ul>\n"
    if result.unread:
        yield "<h2>Niet nagekeken</h2>\n<p>Deze bestanden staan niet in het manifest:</p>\n<ul>\n"
        yield from (f"<li>{_html(name)}</li>\n" for name in result.unread)
        yield "</ul>\n"


def _contents(result: CheckResult) -> Iterator[str]:
    """Yield a table of contents of documents with findings."""
    counts = Counter(one.document for one in result.findings)
    if not counts:
        return
    yield "<h2>Wat is er mis</h2>\n<ul>\n"
    for name, count in counts.items():
        faults = "1 fout" if count == 1 else f"{count} fouten"
        yield f'<li><a href="#{_id(name)}">{_html(name)}</a>: {faults}</li>\n'
    yield "</ul>\n"


def _id(name: str) -> str:
    return quote_from_bytes(name.encode("utf-8", "surrogatepass"), safe="")


def _documents(result: CheckResult) -> Iterator[str]:
    numbered = list(enumerate(result.findings, start=1))
    verdicts: dict[str, list[Verdict]] = {}
    for one in result.verdicts:
        verdicts.setdefault(one.document, []).append(one)
    names = dict.fromkeys((*(one.document for one in result.findings), *verdicts))
    for name in names:
        own = [(number, one) for number, one in numbered if one.document == name]
        yield f'<h2 id="{_id(name)}">{_html(name)}</h2>\n'
        yield from _table(name, own)
        for judged in verdicts.get(name, ()):
            yield from _pages(judged, [(n, one) for n, one in own if one.file == judged.file])


def _table(name: str, findings: Sequence[tuple[int, Finding]]) -> Iterator[str]:
    if not findings:
        yield "<p>Niets gevonden.</p>\n"
        return
    language = name.split("/")[1] if "/" in name else "nl"
    # A table that a narrow screen shows as blocks is one for a screen reader by its roles only.
    yield f'<table role="table">\n<caption>Gevonden in {_html(name)}</caption>\n'
    yield '<thead role="rowgroup"><tr role="row">'
    yield from (f'<th scope="col" role="columnheader">{head}</th>' for head in _HEADS)
    yield '</tr></thead>\n<tbody role="rowgroup">\n'
    for number, one in findings:
        where = ", ".join(part for part in (one.file.rpartition("/")[2], str(one.at)) if part)
        english = ' lang="en"' if one.kind in _ENGLISH else ""
        detail = f"<code{english}>{_html(one.detail)}</code>" if one.detail else ""
        cells = _html(where), _words(one.what, language) + detail, _html(one.todo)
        yield '<tr role="row"><th scope="row" role="rowheader" data-head="Nummer">'
        yield f"<b>{number}</b></th>"
        for head, cell in zip(_HEADS[1:], cells, strict=True):
            yield f'<td role="cell" data-head="{head}">{cell}</td>'
        yield "</tr>\n"
    yield "</tbody>\n</table>\n"


def _pages(verdict: Verdict, findings: Sequence[tuple[int, Finding]]) -> Iterator[str]:
    name = verdict.file.rpartition("/")[2]
    yield f"<h3>{_html(name)}</h3>\n"
    if not verdict.pictures:
        yield "<p>Van dit bestand staan hier geen plaatjes.</p>\n"
        return
    yield '<div class="pages">\n'
    for number, (png, width, height) in enumerate(verdict.pictures, start=1):
        here = [(n, one.at) for n, one in findings if one.at.page == number]
        marks = [(n, at) for n, at in here if at.box]
        told = f"met {len(marks)} gemerkte plekken" if len(marks) != 1 else "met 1 gemerkte plek"
        alt = f"Bladzijde {number} van {name}, {told if marks else 'zonder gemerkte plekken'}"
        data = base64.b64encode(png).decode()
        yield f'<figure>\n<span class="sheet"><img alt="{_html(alt)}"'
        yield f' src="data:image/png;base64,{data}">'
        yield from _marks(marks, width, height)
        yield f"</span>\n<figcaption>Bladzijde {number}</figcaption>\n</figure>\n"
    yield "</div>\n"


def _marks(marks: Sequence[tuple[int, Spot]], width: float, height: float) -> Iterator[str]:
    """Yield boxes over a picture, labelled with the numbers of the findings."""
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
