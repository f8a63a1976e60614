"""A paragraph of sentences: the page is the same as when they are set as one text."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from wegwijs.layouts.content.words import Run, Words, dutch
from wegwijs.layouts.typesetting.fonts import LATIN, FontSet
from wegwijs.layouts.typesetting.lines import Style
from wegwijs.layouts.typesetting.sentences import set_sentences
from wegwijs.layouts.typesetting.typeset import set_text
from wegwijs.sources.values import Email

STYLE = Style(8, 3.5)
ARABIC = "IBM Plex Sans Arabic"
LEFT = FontSet((LATIN, ARABIC))
FONTS = {"nl": LEFT, "pl": LEFT, "ar": FontSet((ARABIC, LATIN))}
PUBLISHERS = [
    "Wegwijs (voorbeeld)",
    "Gemeente Hoorn",
    "(X",
    "X)",
    "A",
    "بلدية",
    "N-Z ",
    "N.Z.",
    "112",
]
SAID = {
    "nl": ["Versie 2 van 23 mei.", "Klopt er iets niet? Zeg het.", "2 mei.", "(Bron", "E-mail -"],
    "pl": ["To jest w porządku i", "Coś się nie zgadza?", "Wersja (1).", "A w"],
    "ar": ["الإصدار 1، 23 نوفمبر.", "هل هناك خطأ؟", "(المصدر", "المصدر)", "50% هنا.", "لم «تتم»."],
}


def seen(lines):
    """All of lines that is seen: what shapes them is another object each time."""
    return [
        (line.width, line.rtl, [(*piece[:5], piece.text, piece.glyphs) for piece in line.pieces])
        for line in lines
    ]


@st.composite
def paragraphs(draw):
    language = draw(st.sampled_from(sorted(SAID)))
    mail = Words.value(Email.parse("meld@lindewaard.nl"), own=True)
    texts = st.sampled_from(SAID[language]).map(lambda text: Words.of(text, language))
    names = st.sampled_from(PUBLISHERS)
    ends = st.sampled_from([(), (Run(".", language=language),), (Run(". ", language=language),)])
    own = st.tuples(texts, names, ends).map(
        lambda parts: Words((*parts[0].runs, dutch(parts[1], own=True), *parts[2]))
    )
    any_ = texts | own | st.just(mail) | names.map(Words.dutch)
    sentences = draw(st.lists(any_, min_size=1, max_size=9))
    return language, tuple(sentences)


AGREED = Words.of(SAID["ar"][0], "ar")
IN_BRACKETS = Words((*Words.of(SAID["ar"][3], "ar").runs, dutch("بلدية", own=True)))
IN_ARABIC = Words((*AGREED.runs, dutch(PUBLISHERS[0], own=True)))
MAIL = Words.value(Email.parse("meld@lindewaard.nl"), own=True)
NAMED = Words((*Words.of("Versie 2.").runs, dutch("بلدية", own=True), Run(".")))


@given(paragraphs(), st.integers(18, 90))
@example(
    ("nl", (NAMED, *[Words.of("Een lang woord."), Words.dutch("Wegwijs (voorbeeld)")] * 3)), 28
)
@example(("ar", (AGREED, AGREED, IN_BRACKETS, MAIL)), 30)
@example(("ar", (MAIL, AGREED, AGREED, IN_ARABIC, AGREED)), 54)
def test_sentences_are_set_as_one_text_is(paragraph, width):
    language, sentences = paragraph
    given_ = STYLE, FONTS[language], float(width), language == "ar"
    assert seen(set_sentences(sentences, *given_)) == seen(set_text(Words.join(sentences), *given_))
