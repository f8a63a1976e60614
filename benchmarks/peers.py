"""Make the same documents with other programs, side by side: Typst, WeasyPrint and docxtpl.

Run ``python benchmarks/peers.py [--editions N]`` with ``pip install '.[benchmarks]'``. All programs
get the same words, fonts and QR codes, and take turns, document by document, in one process. The
output is the warm CPU time per document over all languages, the ratio of ours to each, and the
size of the files; then one document from program start.

The templates are what users of these programs would write, and simpler than ours: no fitting of
text to its panel, no contact that is left out, no check that a code can be read.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parent.parent
TEMPLATES = Path(__file__).parent / "peer_templates"
sys.path.insert(0, str(ROOT))

from benchmarks.peer_content import card_of, handout_of, leaflet_of, picture_of  # noqa: E402
from tests.sources.roo_export import export, organisation, rows  # noqa: E402
from wegwijs.layouts.content.outline import Outline  # noqa: E402
from wegwijs.layouts.content.outline_builder import build_outline  # noqa: E402
from wegwijs.layouts.pdf.sheet import Profile  # noqa: E402
from wegwijs.layouts.products.registry import FILES_BY_NAME  # noqa: E402
from wegwijs.layouts.typesetting.fonts import load_face  # noqa: E402
from wegwijs.layouts.typesetting.theme import load_theme  # noqa: E402
from wegwijs.sources.load import SHIPPED, load  # noqa: E402
from wegwijs.sources.scripts import families  # noqa: E402
from wegwijs.sources.translations import in_language  # noqa: E402

LANGUAGES = ("nl", "en", "ar", "tr", "pl", "uk")
WEIGHTS = (400, 600, 700, 900)
STANDARDS = ("ua-1", "a-2a")
# Documents per language made before measuring starts: for ours as many as it takes to meet
# the layouts of editions, which a batch of hundreds computes once; for the others a few.
WARM, FEW = 24, 3
CONTENTS = {"leaflet": leaflet_of, "pocket-card": card_of, "handout": handout_of}
Make = Callable[[Outline, Mapping[str, Any]], bytes]


@dataclass
class Peer:
    """A program that makes a product from an outline, or from plain data."""

    name: str
    product: str
    make: Make
    warm: int = FEW
    spent: dict[str, list[float]] = field(default_factory=dict)  # CPU seconds, by language
    sizes: list[int] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        """CPU time per document: the mean of the means per language."""
        return 1000 * mean(mean(times) for times in self.spent.values())


# --- the programs --------------------------------------------------------------------------------


def ours(file: str) -> Make:
    """Our own renderer, as a build calls it."""
    theme, render = load_theme(), FILES_BY_NAME[file].render

    def make(outline: Outline, content: Mapping[str, Any]) -> bytes:
        return render(outline, theme.for_outline(outline), Profile.OFFICE)

    return make


def typst(template: str, fonts: Path) -> Make:
    """Return a maker with one Typst compiler, which keeps its cache."""
    import typst as library

    compiler = library.Compiler(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=[str(fonts)],
        ignore_system_fonts=True,
    )

    def make(outline: Outline, content: Mapping[str, Any]) -> bytes:
        data = {"data": json.dumps(content)}
        found = compiler.compile(format="pdf", sys_inputs=data, pdf_standards=list(STANDARDS))
        assert isinstance(found, bytes)
        return found

    return make


def weasyprint(fonts: Path) -> Make:
    """Return a maker with WeasyPrint; template, style sheet and fonts are read once,
    pictures cached.
    """
    import jinja2
    import weasyprint as library
    from weasyprint.text.fonts import FontConfiguration

    rules = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url({file}) }}\n'
        for family in families()
        for weight in WEIGHTS
        for file in [quote((fonts / font_name(family, weight)).as_uri(), safe=":/")]
    )
    configuration = FontConfiguration()
    style = library.CSS(
        string=rules + (TEMPLATES / "leaflet.css").read_text("utf-8"), font_config=configuration
    )
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True
    )
    template, cache_ = environment.get_template("leaflet.html"), dict[str, Any]()

    def make(outline: Outline, content: Mapping[str, Any]) -> bytes:
        page = library.HTML(string=template.render(content))
        found = page.write_pdf(
            stylesheets=[style],
            font_config=configuration,
            pdf_variant="pdf/ua-1",
            cache=cache_,
        )
        assert isinstance(found, bytes)
        return found

    return make


def docxtpl(folder: Path) -> Make:
    """Return a maker with docxtpl: a tag for each text, a table row for each organisation."""
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage

    path = folder / "template.docx"
    word_template(path)

    def make(outline: Outline, content: Mapping[str, Any]) -> bytes:
        document = DocxTemplate(path)
        entries = [
            one
            | {
                "picture": InlineImage(document, io.BytesIO(picture_of(one["code"])), width=Mm(25))
                if one["code"]
                else ""
            }
            for one in content["entries"]
        ]
        document.render({**content, "entries": entries}, autoescape=True)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    return make


def word_template(path: Path) -> None:
    """Write the handout with tags in place of its words."""
    import docx

    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ labels.kicker }}\t{{ labels.handout_kind }}"
    section.footer.paragraphs[0].text = "{{ colophon[1] }}"
    document.add_paragraph("{{ concept }}")
    document.add_paragraph("{{ publisher }}")
    document.add_heading("{{ title }}", 1)
    for text in ("{{ labels.handout_lead }}", "{{ alert }}", "{{ labels.handout_date }}"):
        document.add_paragraph(text)
    _table(
        document,
        "one in entries",
        ("{{ one.numeral }}", "{{ one.audience }}", "{{ one.name }}", "{{ one.way }}"),
    )
    document.add_heading("{{ local }}", 1)
    _table(document, "one in slots", ("{{ one.label }}", "{{ one.name }}", "{{ one.ways }}"))
    document.add_heading("{{ labels.details_heading }}", 1)
    _table(
        document,
        "one in entries",
        (
            "{{ one.numeral }} {{ one.name }}\n{{ one.way }}\n{{ one.contact }}"
            "{% for key in one['keys'] %}\n{{ key }}{% endfor %}"
            "{% for text in one.says %}\n{{ text }}{% endfor %}",
            "{{ one.picture }}",
        ),
    )
    document.add_heading("{{ calling_heading }}", 1)
    for text in ("{%p for text in calling %}", "{{ text }}", "{%p endfor %}", "{{ deaf }}"):
        document.add_paragraph(text, "List Bullet" if text == "{{ text }}" else None)
    document.add_heading("{{ labels.notes }}", 1)
    for text in ("{%p for text in colophon %}", "{{ text }}", "{%p endfor %}"):
        document.add_paragraph(text)
    document.save(str(path))


def _table(document: Any, loop: str, cells: Sequence[str]) -> None:
    """Add a table with a row for each item of a list."""
    table = document.add_table(rows=3, cols=len(cells), style="Table Grid")
    table.rows[0].cells[0].text = f"{{%tr for {loop} %}}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    for cell, text in zip(table.rows[1].cells, cells, strict=True):
        cell.text = text


# --- fonts, editions, measuring ------------------------------------------------------------------


def font_name(family: str, weight: int) -> str:
    """Return the file name of a face."""
    return f"{family.replace(' ', '')}-{weight}.ttf"


def write_fonts(folder: Path) -> None:
    """Write our faces as static font files: peers cannot instantiate a variable font."""
    for family in families():
        for weight in WEIGHTS:
            data = load_face(family, weight).face.blob.data
            (folder / font_name(family, weight)).write_bytes(data)


def write_editions(folder: Path, count: int) -> list[str]:
    """Import municipalities from the register; return the ids of their editions."""
    names = ("roo_naam", "code", "telefoon_algemeen", "email_algemeen", "website")
    found = [organisation(*(row[name] for name in names)) for row in rows()[:count]]
    register = folder / "register.xml"
    register.write_text(export(found), encoding="utf-8")
    command = ["import", "roo", str(register), "--into", str(folder / "own")]
    subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, str(ROOT / "generate.py"), *command], check=True, capture_output=True
    )
    return sorted(path.stem for path in (folder / "own" / "editions").glob("*.yaml"))


def in_turns(peers: Sequence[Peer], outlines: Mapping[str, Sequence[Outline]]) -> None:
    """Make each document with each program in turn, after the warm-up documents."""
    turn = 0
    for language, found in outlines.items():
        for number, outline in enumerate(found):
            data = {product: content(outline) for product, content in CONTENTS.items()}
            turn += 1
            for peer in (*peers[turn % len(peers) :], *peers[: turn % len(peers)]):
                if peer.warm <= number < WARM:
                    continue
                start = time.process_time()
                made = peer.make(outline, data[peer.product])
                spent = time.process_time() - start
                if number >= WARM:
                    peer.spent.setdefault(language, []).append(spent)
                    peer.sizes.append(len(made))


def cold(command: Sequence[str]) -> float:
    """Return the CPU milliseconds of a program from start to end, the least of three runs."""
    found = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)  # noqa: S603
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return 1000 * min(found)


TYPST_ALONE = """
import json, sys, typst
content, template, fonts, target = sys.argv[1:]
data = {"data": open(content, encoding="utf-8").read()}
typst.compile(template, output=target, sys_inputs=data, font_paths=[fonts],
    ignore_system_fonts=True, pdf_standards=["ua-1", "a-2a"])
"""


def cold_starts(outline: Outline, folder: Path) -> Mapping[str, float]:
    """Measure one national leaflet from program start; ours also reads and checks the sources."""
    content = folder / "content.json"
    content.write_text(json.dumps(leaflet_of(outline)), "utf-8")
    alone = [str(content), str(TEMPLATES / "leaflet.typ"), str(folder), str(folder / "cold.pdf")]
    build = ["build", "nationaal", "--product=leaflet", "--force", f"--output={folder / 'uit'}"]
    return {
        "Wegwijs, sources to file": cold([sys.executable, str(ROOT / "generate.py"), *build]),
        "Typst, data to file": cold([sys.executable, "-c", TYPST_ALONE, *alone]),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--editions", type=int, default=12, help="of each language")
    parser.add_argument("--keep", type=Path, help="write the last document of each program here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_fonts(folder)
        editions = write_editions(folder, given.editions + WARM)
        folders = [SHIPPED, folder / "own"]
        packs = [load(edition, *folders) for edition in editions]
        outlines = {
            language: [build_outline(in_language(pack, language, folders)) for pack in packs]
            for language in LANGUAGES
        }
        leaflets = [
            Peer("Wegwijs", "leaflet", ours("leaflet.pdf"), WARM),
            Peer(f"Typst ({', '.join(STANDARDS)})", "leaflet", typst("leaflet.typ", folder)),
            Peer("WeasyPrint (pdf/ua-1)", "leaflet", weasyprint(folder)),
        ]
        cards = [
            Peer("Wegwijs", "pocket-card", ours("pocket-card.pdf"), WARM),
            Peer(f"Typst ({', '.join(STANDARDS)})", "pocket-card", typst("card.typ", folder)),
        ]
        handouts = [
            Peer("Wegwijs", "handout", ours("handout.docx"), WARM),
            Peer("docxtpl", "handout", docxtpl(folder)),
        ]
        gc.set_threshold(50_000, 20, 50)  # as in our program, and the same for all peers
        gc.freeze()
        for peers in (leaflets, cards, handouts):
            in_turns(peers, outlines)
        count = given.editions * len(LANGUAGES)
        print(f"{count} documents of each, {len(LANGUAGES)} languages, CPU time, warm, in turns\n")
        print("| product | program | ms per document | ours is | kB |\n|---|---|---|---|---|")
        for peers in (leaflets, cards, handouts):
            for peer in peers:
                ratio = peers[0].milliseconds / peer.milliseconds
                size = mean(peer.sizes) / 1000
                print(
                    f"| {peer.product} | {peer.name} | {peer.milliseconds:.2f} | {ratio:.2f} times"
                    f" | {size:.0f} |"
                )
        print("\n| one leaflet, from the start of a program | ms CPU |\n|---|---|")
        for name, milliseconds in cold_starts(outlines["nl"][0], folder).items():
            print(f"| {name} | {milliseconds:.0f} |")
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            for peer in (*leaflets, *cards, *handouts):
                suffix = "docx" if peer.product == "handout" else "pdf"
                name = f"{peer.product}-{peer.name.split()[0].lower()}"
                for language in ("nl", "ar"):
                    outline = outlines[language][-1]
                    made = peer.make(outline, CONTENTS[peer.product](outline))
                    (given.keep / f"{name}-{language}.{suffix}").write_bytes(made)


if __name__ == "__main__":
    main()
