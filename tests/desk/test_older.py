"""What was made before the last change, and is not made along with the rest, is told at the end."""

from __future__ import annotations

from pathlib import Path

from tests.press.conftest import TODAY, House, add
from wegwijs.desk.making import Task, work
from wegwijs.sources.load import SHIPPED


def test_a_file_of_before_the_last_change_is_told_though_it_was_not_asked_for(
    tmp_path: Path,
) -> None:
    house = House(tmp_path)
    file = add(house.sources, "aa")
    text = file.read_text("utf-8").replace("id: aa", "id: aa\n  products: [review-dates]")
    file.write_text(text, "utf-8")
    house.build("aa", products=["contacts"])
    file.write_text(text.replace("publisher: Wegwijs", "publisher: Lindewaard"), "utf-8")
    task = Task(("aa",), (SHIPPED, house.sources), house.output, TODAY, judge=True, alone=True)
    outcome = work(task, lambda *told: None)
    assert [(one.document, one.what) for one in outcome.found] == [
        ("aa/nl/contacts", "De gegevens zijn veranderd nadat dit gemaakt is.")
    ]
