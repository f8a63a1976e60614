"""The verdict beside the pages: what is wrong, what is still empty, and what does not fit."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import Any
from urllib.parse import urlencode

from wegwijs.desk.desk import Desk
from wegwijs.desk.drawing import FitVerdict, Trouble, verdict
from wegwijs.desk.edition import Written
from wegwijs.desk.screens.form import Form
from wegwijs.desk.screens.left_out import beside, listed
from wegwijs.desk.showing import Seen

MOST_QUOTED = 80  # characters of a text that does not fit
AT_ONCE = 0.01  # seconds for requests by a script, which asks again
PATIENCE = 1.2  # seconds to wait for the verdict; after that the screen says that it is being drawn


async def judged(
    desk: Desk,
    written: Written,
    seen: Seen,
    here: str,
    patience: float | None = PATIENCE,
    product: str = "",
) -> dict[str, Any]:
    """Return the verdict in words; "busy" while it is computed. Without ``patience`` wait for it.
    ``product`` is the one in sight: what it leaves out is told in full.

    That everything fits is not said while a field is wrong or empty. A service does not start a
    verdict that nobody waits for.
    """
    form = Form(seen, everything=True)
    if told := _of_fields(form, here):
        return told
    if desk.hosted and patience == AT_ONCE:
        return {"state": "busy"}
    patience = None if desk.hosted else patience
    try:
        found = await asyncio.wait_for(asyncio.shield(_verdict(desk, written)), patience)
    except TimeoutError:
        return {"state": "busy"}
    left_out = beside(found.left_out, product, here)
    if found.troubles or found.failures:
        rows = [
            *_told(found.troubles, here),
            *({"head": told, "text": "", "link": ""} for told in found.failures),
        ]
        return {"state": "no", "rows": rows, "left_out": left_out}
    if form.missing:
        return _to_fill_in(form, here)
    return {"state": "good", "text": _all_fits(found), "left_out": left_out}


def _of_fields(form: Form, here: str) -> dict[str, Any] | None:
    """Return what is known without drawing the pages; None when they decide."""
    if form.wrong or form.seen.elsewhere:
        return _wrong(form, here)
    if form.missing and form.is_untouched:
        return _to_fill_in(form, here)
    if form.seen.is_drawn:
        return None
    text = "Is dat goed? Dan ziet u hier de folder."
    return {
        "state": "not drawn",
        "rows": [{"head": "Er klopt nog iets niet.", "text": text, "link": ""}],
    }


def full(verdict: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return what does not fit as rows of a list of faults: the files cannot be made with it."""
    rows = verdict["rows"] if verdict["state"] == "no" else []
    shown = [one | {"link": f"{one['link']}#voorbeeld" if one["link"] else ""} for one in rows]
    return [{"link": one["link"], "text": one["head"].removesuffix(".")} for one in shown]


async def does_fit(desk: Desk, written: Written) -> bool:
    """Return whether everything fits that was chosen."""
    found = await _verdict(desk, written)
    return not found.troubles and not found.failures


def _verdict(desk: Desk, written: Written) -> asyncio.Future[FitVerdict]:
    return asyncio.ensure_future(desk.workers.work(verdict, written))


def _wrong(form: Form, here: str) -> dict[str, Any]:
    """Return what is wrong: first a contact that is not drawn because of it."""
    empty, found = form.seen.empty, form.summary(here)
    if not empty:
        row = form.row(form.wrong[0], here) if form.wrong else found[0]
        count = len(form.wrong) + len(form.seen.elsewhere)
        return {"state": "wrong", "head": faults_in_words(count)} | row
    first = next((one for one in form.wrong if one.place.startswith(f"contacts.{empty[0]}.")), None)
    at = {one.place for one in form.wrong}
    is_number = all(f"contacts.{index}.phone" in at for index in empty)
    what = ("nummer", "nummers") if is_number else ("contact", "contacten")
    return {
        "state": "wrong",
        "head": f"1 {what[0]} klopt niet. Het bord is leeg gelaten."
        if len(empty) == 1
        else f"{len(empty)} {what[1]} kloppen niet. De borden zijn leeg gelaten.",
        "text": "Wij drukken nooit iets af dat niet klopt",
        "link": form.row(first, here)["link"] if first else "",
    }


def _to_fill_in(form: Form, here: str) -> dict[str, Any]:
    """Return what to begin with, or how much is not filled in yet."""
    first = form.row(form.missing[0], here)
    if form.is_untouched:
        label = first["text"].partition(":")[0]
        first |= {"text": "Wat u typt, ziet u hier meteen"}
        return {"state": "begin", "head": f"Begin met ‘{label}’."} | first
    return {"state": "begin", "head": to_fill_in_words(len(form.missing))} | first


def faults_in_words(count: int) -> str:
    """Return how many faults there are, as a sentence."""
    return "Er klopt nog 1 ding niet." if count == 1 else f"Er kloppen nog {count} dingen niet."


def to_fill_in_words(count: int) -> str:
    """Return how many fields are still to be filled in, as a sentence."""
    return f"Vul nog {'1 ding' if count == 1 else f'{count} dingen'} in."


def _all_fits(found: FitVerdict) -> str:
    languages = "1 taal" if found.languages == 1 else f"{found.languages} talen"
    kinds = "1 soort bestand" if found.products == 1 else f"{found.products} soorten bestanden"
    return f"{languages}, {kinds}. Wat u typt, ziet u hier meteen."


def _told(troubles: Iterable[Trouble], here: str) -> list[dict[str, str]]:
    """Return what does not fit, once for each place, with all languages in which it
    does not fit.
    """
    by_place: dict[tuple[str, str, str], list[Trouble]] = {}
    for one in troubles:
        text = str(one.numeral or one.what)
        by_place.setdefault((one.product, one.where, text), []).append(one)
    rows = []
    for (_, where, _), found in list(by_place.items())[:3]:
        names = list(dict.fromkeys(one.dutch for one in found))
        shows = {"kant": found[0].tab, "taal": found[0].language, "deel": found[0].look}
        link = f"{here}?{urlencode({name: id_ for name, id_ in shows.items() if id_})}"
        rows.append(
            {
                "head": f"Past niet: {where}, in het {listed(names)}.",
                "text": _advice(max(found, key=lambda one: one.lines)),
                "link": link,
            }
        )
    return rows


def _advice(one: Trouble) -> str:
    """Return how much does not fit, and what to do."""
    what = shorten(one.what, MOST_QUOTED, placeholder=" ...")
    if not one.lines:
        return f"Er is geen plaats bij ‘{what}’. Laat een organisatie weg."
    if one.too_wide and " " not in one.what and "." in one.what:  # an address has no other words
        return f"Dit adres is te lang: ‘{what}’. Kies een korter adres, of laat het weg."
    if one.too_wide:
        return f"Dit is te lang: ‘{what}’. Maak dit korter."
    much = "Er is 1 regel" if one.lines == 1 else f"Er zijn {one.lines} regels"
    if one.numeral:
        advice = "Maak ‘Bel als’ korter of laat een organisatie weg."
        return f"{much} te veel bij bord {one.numeral}. {advice}"
    return f"{much} te veel bij ‘{what}’. Maak dit korter."
