"""The plan says of each document what becomes of it, and to decide changes nothing."""

from __future__ import annotations

from copy import deepcopy

from tests.press.build.test_dry_run import everything
from tests.press.build.test_run import spoil
from tests.press.conftest import TODAY, House, add
from wegwijs.layouts.typesetting.theme import load_theme
from wegwijs.press.build.build import read_ledger, with_editions
from wegwijs.press.build.execute import asked
from wegwijs.press.build.plan import Action, Plan, decide
from wegwijs.press.build.prepare import Reader
from wegwijs.press.build.quick_look import quick_look
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.ledger.inputs import Inputs
from wegwijs.press.order import Order
from wegwijs.sources.load import SHIPPED


def decided(house: House, **more: bool) -> Plan:
    settings = BuildSettings([SHIPPED, house.sources], house.output, TODAY, **more)
    known = read_ledger(house.output)
    inputs = Inputs(settings.folders, known.known)
    order = with_editions(Order((), every=True), inputs)
    seen = quick_look(order, settings, known, inputs)
    found = Reader(inputs.listing, load_theme(), order).check(asked(seen))
    before = deepcopy(known)
    files = everything(house)
    plan = decide(order, settings, known, inputs, found)
    assert known == before
    assert everything(house) == files
    return plan


def only_handouts(house: House, *ids: str) -> None:
    for id_ in ids:
        file = add(house.sources, id_)
        only = f"id: {id_}\n  languages: [nl]\n  products: [handout]"
        file.write_text(file.read_text("utf-8").replace(f"id: {id_}", only), "utf-8")


def actions(plan: Plan) -> dict[str, tuple[Action, tuple[str, ...]]]:
    steps = [*plan.steps.values(), *plan.gone]
    return {step.document.name: (step.action, step.why) for step in steps}


def test_each_document_is_made_kept_removed_or_left(house: House) -> None:
    only_handouts(house, "aa", "bb", "cc", "dd")
    house.build(products=[], languages=["all"])
    add(house.sources, "aa", "Een ander")
    only_handouts(house, "bb")
    (house.sources / "editions" / "cc.yaml").unlink()
    spoil(house, "dd")
    (house.output / "cc/nl/handout.docx").write_bytes(b"van iemand")
    found = actions(decided(house))
    assert found["aa/nl/handout"] == (Action.MAKE, ("uitgever Wegwijs -> Een ander",))
    assert found["aa/nl/leaflet"] == (Action.MAKE, ("nog niet gemaakt",))
    assert found["bb/nl/handout"] == (Action.KEEP, ())
    assert found["cc/nl/handout"] == (Action.LEAVE, ())  # somebody filled it in
    assert found["dd/nl/handout"][0] is Action.FAIL


def test_a_file_that_went_away_is_made_again_and_says_so(house: House) -> None:
    only_handouts(house, "aa", "bb", "cc", "dd")
    house.build(products=[], languages=["all"])
    (house.output / "cc/nl/handout.docx").unlink()
    found = actions(decided(house))
    gone = (Action.MAKE, ("een bestand was weg of met de hand veranderd",))
    assert found["cc/nl/handout"] == gone
    assert {action for action, _ in found.values()} == {Action.MAKE, Action.KEEP}
    assert actions(decided(house, force=True))["bb/nl/handout"] == (Action.MAKE, ("op verzoek",))
