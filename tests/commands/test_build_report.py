"""What ``build`` says of hundreds of editions at once."""

from __future__ import annotations

import pytest

from tests.program import ROOT
from wegwijs.commands.build_report import warn_of
from wegwijs.layouts.content.omissions import Omission
from wegwijs.press.build.result import Result
from wegwijs.press.order import Document


def _document(edition: str, language: str, product: str) -> Document:
    return Document(edition, language, product, ())


def test_what_hundreds_of_editions_leave_out_is_a_line_for_each_product(
    capsys: pytest.CaptureFixture[str],
) -> None:
    room = Omission("NCTV", "", "geen plaats")
    whom = Omission("Wijkagent", "naam", "geen plaats")
    result = Result(
        omissions={
            _document(f"e{index:03}", language, "pocket-card"): (room,)
            for index in range(300)
            for language in ("nl", "ar")
        }
        | {_document("e000", "nl", "leaflet"): (room, whom), _document("e007", "nl", "leaflet"): (room,)}
    )  # fmt: skip
    warn_of(result, [], ROOT, dry_run=False)
    assert capsys.readouterr().err.splitlines()[1:] == [
        "  300 edities (e000, e001, e002 ...), zakkaartje (nl, ar): NCTV staat er niet op: geen plaats.",
        "  e000 en e007, folder (nl): NCTV staat er niet op: geen plaats.",
        "  e000, folder (nl): naam van Wijkagent staat er niet op: geen plaats.",
    ]
