"""A text is never markup: it stands on the page exactly as it was given, or it is refused by name."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import in_part
from tests.hostile.test_logos import PLAIN, saved
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME, PRODUCTS
from wegwijs.layouts.typesetting.fonts import FontSet, GlyphMissing
from wegwijs.proof.readers.inspection import blocks, inspect
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import unprintable
from wegwijs.sources.translations import in_language

EDITION = """\
edition:
  id: x
  kind: municipality
  name: {name}
  publisher: {publisher}
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  title: {title}
  {logo}
  workshop: {{date: {date}, place: {place}, trainer: {trainer}}}
  contacts:
    - {{role: gemeente, label: {label}, name: {person}, phone: 14 030, source: x, checked: 2026-11-23}}
"""
KICKER = (SHIPPED / "labels.yaml").read_text("utf-8")
ORGANISATIONS = (SHIPPED / "organisations.yaml").read_text("utf-8")
SHORT_AUDIENCE = "Voor onderwijs en kinderopvang"

# Which field a text is typed in, and where it must be found again.
FIELDS = {
    "name": ("leaflet.pdf", "handout.docx", "pocket-card.pdf"),
    "publisher": ("leaflet.pdf", "handout.docx", "print-instructions.pdf"),
    "title": ("leaflet.pdf", "handout.docx", "pocket-card.pdf", "print-instructions.pdf"),
    "alt": ("leaflet.pdf",),
    "date": ("handout.docx",),
    "place": ("handout.docx",),
    "trainer": ("handout.docx",),
    "label": ("leaflet.pdf", "handout.docx"),
    "person": ("handout.docx",),
    "kicker": ("leaflet.pdf",),
    "audience": ("pocket-card.pdf",),
}
FITS = {"name": 22, "title": 44, "kicker": 24, "audience": 22, "label": 24}  # letters; others 120
SOUND = dict.fromkeys(FIELDS, "Zorg")
INTERNAL = {"alt": "logo.alt", "person": "contacts[1].name", "label": "contacts[1].label"}

SNIPPETS = (
    *("<b>vet</b>", "&amp;", "&lt;b&gt;", "<c@d.nl>", "]]>", "<!--", "-->", "<?x?>", "</w:t>", "<img src='x'/>", "<font color=red>"),
    *("{{x}}", "{x}", "{0}", "{", "}", "%s", "%(x)s", "%n", "$HOME", "${HOME}", "`id`", "$(id)", "#{x}", "\\u0041", "\\n", "\\", "\\\\"),
    *("=1+1", "+31 6", "-1", "@SUM(A1)", "=HYPERLINK(0)", "|", "||", "~", "^", "#x", "# x", "- x", ": x", "x: y", "*x", "&x", "!x", "'", "''", '"', '""', "%", "@", "`"),
    *("(", ")", "()", "(x", "x)", "<<", ">>", "/Name", "BT ET", "endstream", "stream", "%PDF-1.7", "EMC", "<feff>", "[x] TJ"),
    *("1/2", "fi", "ffi", "AV", "'s-Hertogenbosch", "’s-Gravenhage", "\N{EN DASH}", "…", "½", "€", "™", "ﬁ", "ĳ", "Ǆ", "ẞ", "İ", "ı", "ﬀ"),
    *("Ωμέγα", "Київ", "Ђорђе", "Łódź", "Việt", "e\u0301", "a\u0323\u0302", "Å", "K"),
)  # fmt: skip


def plain(text: str) -> str:
    """As the reader says it normalises: a ligature is its letters."""
    text = text.replace("ﬁ", "fi").replace("ﬀ", "ff")
    return unicodedata.normalize("NFC", " ".join(text.split()))


def straight(text: str) -> str:
    """With one sign for every quote: in print they have the shape of their language. A word of one
    letter may be tied to the next.
    """
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    return re.sub('["‘’‚‹›“”„«»´`\N{MODIFIER LETTER APOSTROPHE}]', "'", text)


def made(outline, theme, names) -> dict[str, str]:
    """The text of each file: blocks in reading order, and what a screen reader says of a picture."""
    theme = theme.for_outline(outline)
    found = {}
    for product in PRODUCTS.values():
        for name in {*product.file_names} & set(names):
            data = FILES_BY_NAME[name].render(outline, theme, Profile.OFFICE)
            if name.endswith(".pdf"):
                inspection = inspect(data)
                assert inspection.problems == ()
                rows = [text for _, text in blocks(inspection)]
            else:
                body = docx.Document(io.BytesIO(data)).element.body
                rows = ["".join(p.itertext("{*}t")) for p in body.iter("{*}p")]
            found[name] = "\n".join(rows)
    return found


def put(folder: Path, field: str, text: str) -> None:
    """An edition with a text in one of its fields, as a JSON string: YAML reads those too."""
    typed = {name: json.dumps(value) for name, value in (SOUND | {field: text}).items()}
    # With a logo there is no kicker.
    typed["logo"] = f"logo: {{file: logo.png, alt: {typed['alt']}}}" if field == "alt" else ""
    (folder / "editions").mkdir(exist_ok=True)
    (folder / "editions" / "x.yaml").write_text(EDITION.format_map(typed), "utf-8")
    (folder / "editions" / "logo.png").write_bytes(LOGO)
    labels = KICKER.replace("kicker: Wegwijzer", f"kicker: {typed['kicker']}")
    (folder / "labels.yaml").write_text(labels if field == "kicker" else KICKER, "utf-8")
    own = ORGANISATIONS.replace(SHORT_AUDIENCE, typed["audience"])
    (folder / "organisations.yaml").write_text(own if field == "audience" else ORGANISATIONS, "utf-8")  # fmt: skip


LOGO = saved(PLAIN)


def keeps_to_it(field: str, text: str, folder: Path, theme) -> str:
    """Whether it is printed or refused; fails when it is neither."""
    put(folder, field, text)
    names = FIELDS[field]
    try:
        loaded = load("x", SHIPPED, folder, missing_glyph=theme.fonts.missing)
        found = made(build_outline(loaded.pack, loaded.logo), theme, names)
    except InvalidSources as error:
        wanted = INTERNAL.get(field, field)
        assert any(wanted in problem.field or not problem.field for problem in error.problems)
        assert all(problem.line for problem in error.problems)
        return "refused"
    except DoesNotFit as error:
        assert "mm te veel" in str(error)
        return "refused"
    except GlyphMissing as error:
        assert error.char in text
        return "refused"
    for name in names:
        assert straight(plain(text)) in straight(found[name]), f"{text!r} is not in {name}"
    return "printed"


@pytest.mark.parametrize("field", in_part(FIELDS, one_in=3))
def test_words_that_mean_something_to_a_program_are_printed_as_they_stand(field, theme, tmp_path):
    """All at once where they fit, else one by one: what is refused must be a mistake in a text."""
    together = FITS.get(field, 120)
    line: list[str] = []
    lines = [line]
    for snippet in SNIPPETS:
        if field in ("title", "kicker", "audience") and set("{}") & set(snippet):
            continue  # there braces are for placeholders; refused, as another test says
        if unprintable(plain(snippet)) or theme.fonts.missing(plain(snippet)):
            continue
        if len(" ".join([*line, snippet])) > together:
            line = []
            lines.append(line)
        line.append(snippet)
    for some in lines:
        assert keeps_to_it(field, " ".join(some), tmp_path, theme) == "printed", some


SCRIPTS = {
    "Latin": st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cf"]),
    "Cyrillic": st.characters(min_codepoint=0x400, max_codepoint=0x4FF),
    "Arabic": st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
    "Ethiopic": st.characters(min_codepoint=0x1200, max_codepoint=0x137F),
    "any": st.characters(exclude_categories=[]),
}
FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def words(script: str) -> st.SearchStrategy[str]:
    return st.lists(st.text(SCRIPTS[script], max_size=12) | st.sampled_from(SNIPPETS), min_size=1, max_size=4).map(" ".join)  # fmt: skip


@pytest.mark.parametrize("script", ["Latin", "Cyrillic", "any"])
@FEW
@given(data=st.data())
def test_any_text_in_any_field_is_printed_as_given_or_refused_by_name(
    script, data, theme, tmp_path
):
    field = data.draw(st.sampled_from(sorted(FIELDS)))
    keeps_to_it(field, data.draw(words(script)), tmp_path, theme)


PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgctxt "%s"\nmsgid %s\nmsgstr %s\n'  # fmt: skip
KEYS = {"guidance.title": "title", "labels.kicker": "kicker"}


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.mark.parametrize(
    ("language", "script"),
    [("ar", "Arabic"), ("ti", "Ethiopic"), ("uk", "Cyrillic"), ("ar", "any")],
)
@FEW
@given(data=st.data())
def test_any_translation_is_printed_as_given_or_refused_by_name(
    language, script, data, theme, tmp_path, national
):
    key = data.draw(st.sampled_from(sorted(KEYS)))
    dutch = {"guidance.title": national.pack.guidance.title, "labels.kicker": national.pack.labels.kicker}[key].text  # fmt: skip
    text = plain(data.draw(words(script).filter(lambda text: "\n" not in text)))
    if not text or any(0xD800 <= ord(char) <= 0xDFFF for char in text):
        return
    (tmp_path / "locale").mkdir(exist_ok=True)
    (tmp_path / "locale" / f"{language}.po").write_text(
        PO % (key, quoted(dutch), quoted(text)), "utf-8"
    )
    fonts = FontSet(national.pack.languages[language].fonts)
    try:
        pack = in_language(national, language, [SHIPPED, tmp_path], missing_glyph=fonts.missing)
        found = made(build_outline(pack), theme, ["leaflet.pdf"])
    except InvalidSources as error:
        assert all(key in problem.field or not problem.field for problem in error.problems)
        assert all(problem.line for problem in error.problems)
    except DoesNotFit as error:
        assert "mm te veel" in str(error)
    except GlyphMissing as error:
        assert error.char in text
    else:
        assert straight(text) in straight(found["leaflet.pdf"])


@pytest.fixture(scope="module")
def national():
    return load("nationaal", SHIPPED)
