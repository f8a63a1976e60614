"""Compare the pages with the approved ones, or approve them as they are now."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.conftest import printable
from tests.golden.approved import FEW, LANGUAGES, accept, compare, drawn, few, files
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.typesetting.theme import load_theme
from wegwijs.press.preview.word import find_office
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language


def main(arguments: list[str]) -> int:
    """Give 1 when a page differs and was not approved."""
    if arguments not in ([], ["accept"]):
        print("usage: python -m tests.golden [accept]", file=sys.stderr)
        return 2
    loaded, theme = load("nationaal", SHIPPED), load_theme()
    with_word = find_office() is not None
    if not with_word:
        print("LibreOffice is missing: the pages of Word files are left as they are")
    folder, told = Path(tempfile.mkdtemp(prefix="golden-")), 0
    for language in (*LANGUAGES, *FEW):
        outline = build_outline(in_language(loaded, language, [SHIPPED]))
        own = theme.for_outline(outline)
        every = [file for code, file in few() if code == language]
        for file in every or (*files(word=False), *(files(word=True) if with_word else ())):
            pages = drawn(file, file.render(printable(outline, file), own, Profile.OFFICE))
            if arguments:
                lines = [f"approved {path}" for path in accept(language, file, pages)]
            else:
                lines = list(compare(language, file, pages, folder))
            told += len(lines)
            print("".join(f"{line}\n" for line in lines), end="")
    if not told:
        print("every page is as it was approved")
    return 1 if told and not arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
