"""Typesetting: nothing lost, nothing added, nothing out of the measure."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from wegwijs.layouts.content.outline import in_both
from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.typesetting.fonts import FontSet, GlyphMissing, load_face
from wegwijs.layouts.typesetting.lines import Style
from wegwijs.layouts.typesetting.paragraph import Paragraph
from wegwijs.layouts.typesetting.plain import PlainParagraph, is_plain
from wegwijs.layouts.typesetting.theme import load_theme
from wegwijs.layouts.typesetting.typeset import set_text
from wegwijs.sources.values import Email, Phone

FONTS = FontSet()
BODY = Style(12, 5)
LETTERS = "".join(
    chr(point)
    for point in sorted(load_face("Source Sans 3", 400).characters)
    if chr(point).isprintable() and not chr(point).isspace()
)
words_of_letters = st.text(alphabet=LETTERS, min_size=1, max_size=12)


def text_of(lines):
    return "".join(piece.text for line in lines for piece in line.pieces)


@given(st.lists(words_of_letters, min_size=1, max_size=30), st.floats(20, 120))
def test_lines_hold_the_whole_text_in_order(words, width):
    text = " ".join(words)
    lines = set_text(Words((Run(text),)), BODY, FONTS, width=width)
    assert text_of(lines) == text
    glyphs = "".join(g.text for line in lines for p in line.pieces for g in p.glyphs if not p.rtl)
    glyphs = re.sub("(?<=-)[\u2060\u200b]", "", glyphs)  # after a hyphen at the end of a line
    if not any(piece.rtl for line in lines for piece in line.pieces):
        assert glyphs == text


@given(st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=9), min_size=1, max_size=40))
def test_no_line_is_wider_than_the_measure(words):
    for line in set_text(Words.of(" ".join(words)), BODY, FONTS, width=60.5):
        assert line.width <= 60.5 + 0.01


CHINESE = FontSet(("Noto Sans SC", "Source Sans 3"))


def test_a_line_of_chinese_ends_between_words_and_a_number_keeps_its_unit():
    words = Words.of("您担心有人极端化吗？请尽快打电话112，版本1，2026年11月23日。协调员", "zh")
    for width in range(18, 80):
        lines = set_text(words, BODY, CHINESE, width=width)
        assert text_of(lines) == str(words)
        said = ["".join(piece.text for piece in line.pieces) for line in lines]
        for whole in ("担心", "极端化", "协调员", "尽快", "2026年", "11月", "23日"):
            assert any(whole in line for line in said), (width, whole)
        assert not any(line[0] in "。，？" for line in said), width


def test_a_line_of_chinese_rather_ends_with_a_clause_than_a_word_later():
    words = Words.of("如果担心有人思想走向极端，请尽快打电话。", "zh")
    first, last = set_text(words, BODY, CHINESE, width=81)
    assert text_of([first]).endswith("，")
    assert text_of([last]).startswith("请尽快")
    numbered = Words.of("出版：school De Linde (voorbeeld)。版本1，2026年11月23日。", "zh")
    first, _ = set_text(numbered, BODY, CHINESE, width=81)  # a comma behind a number ends none
    assert text_of([first]).endswith("。")


def test_a_joiner_stays_with_its_letters_in_one_face():
    persian = FontSet(("IBM Plex Sans Arabic", "Source Sans 3"))
    words = Words.of("او می\N{ZERO WIDTH NON-JOINER}شود", "fa")
    (line,) = set_text(words, BODY, persian, rtl=True)
    (piece,) = line.pieces
    assert piece.text == str(words)
    assert piece.shaped.seen.count("\N{ZERO WIDTH NON-JOINER}") == 1
    apart = set_text(Words.of("میشود", "fa"), BODY, persian, rtl=True)[0].pieces[0]
    assert piece.symbols != apart.symbols, "the letters beside it do not join"


def test_a_number_is_never_broken():
    (number,) = Words.value(Phone.parse("088 20 80 080")).runs
    words = Words((Run("Bel nu meteen met het nummer "), number, Run(" en vraag het.")))
    for width in range(25, 80):
        lines = set_text(words, BODY, FONTS, width=width)
        assert any("088 20 80 080" in "".join(p.text for p in line.pieces) for line in lines)


def test_markup_is_printed_as_it_stands():
    text = "<b>A & B</b> <c@d.nl> &amp; {{x}} %s *a* [b](c) <img src=/etc/hostname>"
    assert text_of(set_text(Words.of(text), BODY, FONTS, width=60)) == text


def test_a_character_without_glyph_is_an_error_not_a_box():
    with pytest.raises(GlyphMissing, match="U\\+6F22"):
        set_text(Words.of("Bel 漢"), BODY, FONTS, width=60)


def test_bold_words_are_set_in_the_bold_face():
    words = Words((Run("Bel als", strong=True), Run(" u twijfelt.")))
    (line,) = set_text(words, BODY, FONTS, width=80)
    assert [piece.face.name for piece in line.pieces] == ["SourceSans3-700", "SourceSans3-400"]


def test_numbers_stay_left_to_right_in_a_right_to_left_paragraph():
    words = Words((Run("a "), Run("0900-8844", ltr=True), Run(" b")))
    (line,) = set_text(words, BODY, FONTS, rtl=True)
    number = next(piece for piece in line.pieces if piece.text == "0900-8844")
    assert not number.rtl
    assert "".join(glyph.text for glyph in number.glyphs) == "0900-8844"


def test_lines_prefer_whole_sentences():
    words = Words.of("Vertel rustig wat u ziet en hoort. Twijfelt u? Dat mag.")
    lines = set_text(words, BODY, FONTS, width=76)
    assert [text_of([line]).strip() for line in lines] == [
        "Vertel rustig wat u ziet en hoort.",
        "Twijfelt u? Dat mag.",
    ]


def test_a_joiner_parts_no_word_though_the_face_lacks_it():
    word = "می\N{ZERO WIDTH NON-JOINER}خواهم"
    arabic = FontSet(("IBM Plex Sans Arabic", "Source Sans 3"))
    (line,) = set_text(Words.of(f"{word} {word}", "fa"), BODY, arabic, rtl=True)
    (piece,) = line.pieces
    assert piece.face.family == "IBM Plex Sans Arabic"
    assert piece.text == f"{word} {word}"
    assert all(glyph.symbol.glyph != 0 for glyph in piece.glyphs), "an empty box"
    assert arabic.missing(word) is None


ADDRESSES = (
    "openbareorde@alphenaandenrijn.nl",
    "meldpuntradicalisering@sudwestfryslan.nl",
    "meldpunt.extremisme.en.polarisatie@samenwerkende-gemeenten-oost.nl",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_has_no_room_is_broken_after_the_at_or_before_a_dot_only(address):
    (run,) = Words.value(Email.parse(address)).runs
    words = Words((Run("Foutje gezien? Mail "), run, Run(" of bel ons.")))
    for width in range(35, 100):
        lines = [text_of([line]) for line in set_text(words, BODY, FONTS, width=width)]
        assert "".join(lines) == str(words)
        for line, after in itertools.pairwise(lines):
            assert line.endswith((" ", "@")) or after.startswith(".")


def test_an_address_that_fits_on_a_line_is_never_broken():
    (run,) = Words.value(Email.parse(ADDRESSES[0])).runs
    words = Words((Run("Foutje gezien? Mail "), run))
    (whole,) = set_text(Words((run,)), BODY, FONTS)
    lines = set_text(words, BODY, FONTS, width=whole.width + 0.1)
    assert text_of(lines[-1:]) == ADDRESSES[0]


def test_the_end_of_a_domain_is_no_line_of_its_own_where_the_at_is_a_better_place():
    address = "zorgcoordinatie@osg-sint-maartensdijk-en-omstreken.nl"
    words = Words.value(Email.parse(address))
    (whole,) = set_text(words, BODY, FONTS)
    lines = set_text(words, BODY, FONTS, width=whole.width - 0.1)
    assert text_of(lines[-1:]) == "osg-sint-maartensdijk-en-omstreken.nl"


def test_a_name_with_a_hyphen_is_kept_whole_where_that_takes_no_line_more():
    words = Words.of("Openbare Scholengemeenschap Sint-Maartensdijk en omstreken")
    lines = [text_of([line]) for line in set_text(words, BODY, FONTS, width=68)]
    assert not any(line.endswith("Sint-") for line in lines)


def test_lines_beside_a_code_are_shorter_than_those_below_it():
    words = Words.of("een twee drie vier vijf zes zeven acht negen tien elf twaalf " * 4)
    widths = (40.0, 40.0, 80.0)
    lines = set_text(words, BODY, FONTS, width=widths)
    assert text_of(lines) == str(words)
    assert all(line.width <= room for line, room in zip(lines, (*widths, 80, 80, 80), strict=False))
    assert max(line.width for line in lines[2:]) > 60
    assert len(lines) < len(set_text(words, BODY, FONTS, width=40.0))


# --- the quick way gives the lines of the thorough one ---------------------------------------

_SAID = (
    "Bel 0900-8844 als u twijfelt. Dat mag. ", "Meldpunt Extremisme (LSE), ", "w 24 godz. ", "і з дому ",
    "Sint-Maartensdijk en omstreken ", "a ", "?", " ", "Gemeente 's-Hertogenbosch", "Súdwest-Fryslân\u00a0e.o. ",
    "\u201cHulp\u201d \u2013 ja/nee ", "e\u0301e\u0301n ", "100% \u20ac 5,- ",
)  # fmt: skip
_runs = st.builds(
    Run,
    st.sampled_from(_SAID) | st.text("abc -.(')", min_size=1, max_size=12),
    strong=st.booleans(),
    language=st.sampled_from(("nl", "pl", "uk")),
    ltr=st.booleans(),
    unbroken=st.booleans(),
)
_values = st.sampled_from(
    [run for address in ADDRESSES for run in Words.value(Email.parse(address)).runs]
    + [Run("7 ", sign=True), Run("12 ", sign=True)]
).map(structs.replace)  # the very same run twice in a row would count as one
_widths = st.floats(8, 90) | st.tuples(st.floats(8, 40), st.floats(8, 40), st.floats(40, 90))
UKRAINIAN = FontSet(("Source Sans 3", "IBM Plex Sans Arabic"))


def described(lines):
    return [
        (
            line.width,
            line.rtl,
            [(*piece._replace(shaped=None), piece.face, piece.glyphs) for piece in line.pieces],
        )
        for line in lines
    ]


_ARABIC = ("اتصل بـ ", "البلدية", " (في ", "): ", "؟ ", "لا. ")


@given(st.lists(_runs | _values, min_size=1, max_size=8), _widths, st.booleans())
def test_a_paragraph_from_the_left_is_set_quickly_just_as_it_is_set_thoroughly(
    runs, width, balanced
):
    words, style = Words(tuple(runs)), Style(12, 5, tracking=-0.008, balanced=balanced)
    assert is_plain(words, rtl=False, broken=True)
    for widths in (width if isinstance(width, tuple) else (width,), None):
        thorough = described(Paragraph(words, style, UKRAINIAN, False).lines(widths))
        quick = PlainParagraph(words, style, UKRAINIAN, False).lines(widths)
        assert described(quick) == thorough
        assert described(set_text(words, style, UKRAINIAN, width=widths)) == thorough


@given(
    st.lists(_runs | _values | st.sampled_from([Run(text, language="ar") for text in _ARABIC])),
    st.floats(8, 200),
    st.booleans(),
)
def test_a_paragraph_from_the_right_that_fits_on_a_line_is_not_broken(runs, width, balanced):
    words, style = Words((*runs, Run("اتصل بنا", language="ar"))), Style(12, 5, balanced=balanced)
    quick = set_text(words, style, UKRAINIAN, width=width, rtl=True)
    assert described(quick) == described(Paragraph(words, style, UKRAINIAN, True).lines((width,)))


@given(st.lists(_runs, min_size=1, max_size=4))
def test_values_in_a_paragraph_from_the_right_are_set_quickly_just_as_thoroughly(runs):
    runs = [Run(run.text, run.strong, ltr=True) for run in runs]
    words = Words((*runs, Run("0900-8844", ltr=True, unbroken=True)))
    assert is_plain(words, rtl=True, broken=False)
    quick = set_text(words, BODY, UKRAINIAN, rtl=True)
    assert described(quick) == described(Paragraph(words, BODY, UKRAINIAN, True).lines(None))


@pytest.mark.parametrize("text", ["حرف", "a\u200fb", "soft\u00adhyphen", "\u0661", "a\u2028b", ""])
def test_a_text_that_may_turn_round_is_set_thoroughly(text):
    assert not is_plain(Words.of(text), rtl=False, broken=True)
    assert not is_plain(Words.of("De hulp "), rtl=True, broken=False)


def test_a_process_has_one_theme() -> None:
    """What is drawn once is remembered by the theme itself: with another one all is drawn anew."""
    assert load_theme() is load_theme()


def test_words_against_the_direction_of_a_line_stay_together_where_that_takes_no_more_lines():
    fonts = FontSet(("IBM Plex Sans Arabic", "Source Sans 3"))
    words = Words(
        (
            Run("البلدية، النظام العام والسلامة: ", language="ar"),
            Run("Gemeente, openbare orde", ltr=True),
        )
    )
    whole = set_text(words, Style(8.5, 3.4), fonts, rtl=True)[0].width
    lines = set_text(words, Style(8.5, 3.4), fonts, width=whole - 5, rtl=True)
    assert [text_of([line]) for line in lines][1:] == ["Gemeente, openbare orde"]


def test_a_line_ends_before_the_dot_between_two_names_rather_than_inside_one():
    for label, language in (("Municipality, public order", "en"), ("البلدية، النظام العام", "ar")):
        rtl = language == "ar"
        fonts = FontSet(("IBM Plex Sans Arabic", "Source Sans 3")) if rtl else FONTS
        both = in_both(Words.of(label, language), Words.dutch("Gemeente, openbare orde"))
        for width in (60, 70, 80):
            said = [text_of([line]).strip() for line in set_text(both, BODY, fonts, width, rtl)]
            assert said == [label, "·\N{NO-BREAK SPACE}Gemeente, openbare orde"], (width, said)
