"""What pictures of pages are called."""

from __future__ import annotations

from collections import defaultdict

from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.press.preview.names import pictures
from wegwijs.press.preview.readers import reader_of


def test_no_two_files_have_pictures_of_one_name() -> None:
    """Or the pages of one would be shown as those of the other."""
    owners = defaultdict(set)
    for file in FILES_BY_NAME.values():
        if reader_of(file):
            for picture in (*pictures(file), file.page(0)):
                owners[picture.name].add(file.name)
    assert [files for files in owners.values() if len(files) > 1] == []
