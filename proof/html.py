"""All rules for a web page."""

from __future__ import annotations

from wegwijs.proof.case import Case, Verdict
from wegwijs.proof.expectations import web
from wegwijs.proof.readers.html import WebPage
from wegwijs.proof.rules import html_data, html_fonts, html_form, html_spoken, signs
from wegwijs.proof.rules.chapters import chapters
from wegwijs.proof.texts import OTHER, is_other, misplaced_texts, other


def find_faults(case: Case, data: bytes, verdict: Verdict) -> None:
    """Run every rule on a page and note the findings."""
    truth, page = case.truth, WebPage(data)
    beside = case.beside or web.beside_of(truth)
    found = chapters((block for block, _ in page.blocks), web.places_beside(truth, beside))
    verdict.attempt([lambda: other() if is_other(found) else ()])
    if any(one.kind == OTHER for one in verdict.findings):
        return
    verdict.attempt(
        [
            lambda: misplaced_texts(found, truth),
            lambda: signs.numerals(found),
            lambda: html_spoken.languages(page, truth, found),
            lambda: html_spoken.directions(page, truth),
            lambda: html_spoken.ways(page, truth),
            lambda: html_spoken.signs(page, truth),
            lambda: html_spoken.marked(page, truth),
            lambda: html_form.foreign(page),
            lambda: html_form.head(page, truth, beside),
            lambda: html_form.policy(page),
            lambda: html_form.style(page, truth),
            lambda: html_form.size(data),
            lambda: html_fonts.broken(page, truth),
            lambda: html_data.misstated(page, truth),
        ]
    )
