"""Every screen, over the real app: what it says, what it does, and what it never gives away."""

from __future__ import annotations

import errno
import io
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import FileSystemLoader
from starlette.responses import FileResponse
from starlette.testclient import TestClient

from tests.conftest import in_part
from tests.desk.conftest import TODAY
from wegwijs.desk.desk import Desk
from wegwijs.desk.drawing import FitVerdict, Trouble
from wegwijs.desk.edition import contacts
from wegwijs.desk.edition_states import EditionState
from wegwijs.desk.jobs import Job
from wegwijs.desk.making import Found, Made, Outcome, Task, digest_of
from wegwijs.desk.reading import tree_of
from wegwijs.desk.screens.ready import _advice, mail_of
from wegwijs.desk.screens.start import _told
from wegwijs.proof.findings import AGAIN, NEWER
from wegwijs.sources.invocation import as_command
from wegwijs.sources.load import SHIPPED
from wegwijs.sources.logo import HEIGHT, MAX_BYTES, WIDTH
from wegwijs.sources.model.fields import MOST_NAME
from wegwijs.sources.portable import pack

HERE = "/folder/lindewaard"


def stand(client: TestClient) -> str:
    found = re.search(r'name="stand" value="([0-9a-f]+)"', client.get(HERE).text)
    assert found
    return found[1]


def post(client: TestClient, **typed: str) -> str:
    """Fill in fields by their names, and press a button: ``do``."""
    data = {name.replace("__", "."): text for name, text in typed.items()}
    return client.post(HERE, data={"stand": stand(client)} | data).text


def saved(desk: Desk) -> dict[str, object]:
    return tree_of(desk.shelf.written("lindewaard").text)


def labels(desk: Desk) -> list[object]:
    return [one.get("label") for one in contacts(saved(desk))]


def test_start_shows_the_four_arms_and_the_folders(client: TestClient) -> None:
    page = client.get("/").text
    assert re.findall(r"<b>(een school|een gemeente|een workshop|heel Nederland)</b>", page) == [
        "een school", "een gemeente", "een workshop", "heel Nederland",
    ]  # fmt: skip
    assert "Gemeente Lindewaard" in page and "Nog niet gemaakt" in page


def test_a_running_program_shows_the_screens_it_was_started_with(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> bytes:
        raise AssertionError("read from disk, where by now a later version may stand")

    monkeypatch.setattr(FileSystemLoader, "get_source", read)
    monkeypatch.setattr(FileResponse, "__call__", read)
    for path in ("/", HERE, "/gemeenten", "/hulp", "/static/desk.css", "/static/desk.js"):
        assert client.get(path).status_code == 200


def test_the_first_time_there_are_three_steps(client: TestClient, desk: Desk) -> None:
    desk.shelf.path("lindewaard").unlink()
    assert "U hebt nog geen folders" in client.get("/").text


def test_the_editor_shows_each_contact_as_its_sign(client: TestClient) -> None:
    page = client.get(HERE).text
    assert "030 000 00 00" in page and "jongeren@<wbr>lindewaard.example" in page
    assert "3 van 6" in page and "Contact toevoegen" in page


def test_what_is_typed_is_saved_and_the_answer_redirects(client: TestClient, desk: Desk) -> None:
    answer = client.post(
        HERE, data={"stand": stand(client), "name": "Veenrade"}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert saved(desk)["name"] == "Veenrade"


def test_a_wrong_number_is_saved_told_and_holds_the_action(client: TestClient, desk: Desk) -> None:
    page = post(client, open="0", contacts__0__phone="14 03O")
    assert contacts(saved(desk))[0]["phone"] == "14 03O"
    assert 'aria-invalid="true"' in page and "er staat een letter O in" in page
    assert "met 1 fout" in page and "go arm held" in page
    assert "Het bord blijft leeg" in page and "1 nummer klopt niet" in page


def test_the_held_action_leads_to_what_is_wrong(client: TestClient) -> None:
    page = post(client, contacts__0__phone="14 03O", do="maak")
    assert "Er klopt nog 1 ding niet" in page
    assert "<title>Fout: Gemeente Lindewaard" in page
    assert 'href="/folder/lindewaard?open=0&amp;fouten=1#contacts-0-phone"' in page
    page = post(client, contacts__0__phone="14 03O", name="Veenrade", fouten="1")
    assert "Er klopt nog 1 ding niet" in page  # until the last of it is right
    assert "Er klopt nog 1 ding" not in post(client, contacts__0__phone="14 030", fouten="1")


def test_what_does_not_fit_holds_the_action_and_is_in_the_list_of_faults(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Trouble("pl", "Pools", "folder", "binnenkant, deel 2 (Hulp en advies)", "binnenkant", "kant-4", "LSE", 1, numeral=4)  # fmt: skip
    draw = desk.workers.draw

    async def work(function: Any, *arguments: Any) -> Any:
        found = await draw(function, *arguments)
        return FitVerdict(2, 3, (full,)) if isinstance(found, FitVerdict) else found

    monkeypatch.setattr(desk.workers, "work", work)
    page = client.get(HERE).text
    assert "go arm held" in page and "Er klopt nog 1 ding niet." in page
    assert "Past niet: binnenkant, deel 2 (Hulp en advies), in het Pools." in page
    assert "Er is 1 regel te veel bij bord 4." in page
    page = post(client, do="maak")
    assert "Er klopt nog 1 ding niet" in page
    link = "/folder/lindewaard?kant=binnenkant&amp;taal=pl&amp;deel=kant-4"
    assert f'href="{link}#voorbeeld">Past niet' in page and f'href="{link}">Laat zien waar' in page


def test_a_contact_goes_up_and_it_is_said(client: TestClient, desk: Desk) -> None:
    page = post(client, do="omhoog 2")
    assert labels(desk)[1] == "Jongerenwerk"
    assert "Jongerenwerk staat nu op plaats 2 van 3" in page


def test_a_contact_that_was_removed_can_be_put_back(client: TestClient, desk: Desk) -> None:
    before = contacts(saved(desk))
    assert "Jongerenwerk is weg." in post(client, do="weg 2")
    assert len(labels(desk)) == 2
    post(client, do="terug")
    assert contacts(saved(desk)) == before


def test_another_number_was_checked_today(client: TestClient, desk: Desk) -> None:
    post(client, contacts__0__phone="14 030", contacts__1__label="Wijkagent, via de politie")
    first, second, _ = contacts(saved(desk))
    assert (first["checked"], second["checked"]) == ("2026-11-27", "2026-11-23")


def test_a_text_that_is_too_long_is_kept_and_told(client: TestClient, desk: Desk) -> None:
    """A browser that cuts what is pasted would print a name without its end."""
    long = "Openbare basisschool " * 12
    page = post(client, name=long)
    assert saved(desk)["name"] == long.strip()
    assert f"Dit is te lang: {MOST_NAME} tekens is het meeste." in page
    assert 'id="name"' in page and not re.search('id="name"[^>]*maxlength', page)


def test_the_limits_of_a_logo_are_those_of_the_data(client: TestClient) -> None:
    page = client.get(HERE).text
    assert f"hoogstens {WIDTH} bij {HEIGHT} millimeter" in page
    assert f'data-most="{MAX_BYTES}"' in page and "van hoogstens 2 MB" in page


def test_languages_products_and_order_are_chosen(client: TestClient, desk: Desk) -> None:
    data = {"stand": stand(client), "languages": ["", "nl", "ar"], "products": ["", "leaflet"]}
    client.post(HERE, data=data)
    assert saved(desk)["languages"] == ["nl", "ar"]
    assert saved(desk)["products"] == ["leaflet"]
    post(client, do="org-omlaag politie")
    post(client, do="org-weg nctv")
    chosen = saved(desk)["organisations"]
    assert isinstance(chosen, list)
    assert chosen[:2] == ["gemeente", "politie"] and "nctv" not in chosen
    assert "Niet op de folder" in client.get(HERE).text
    post(client, do="org-bij nctv")
    assert "nctv" in str(saved(desk)["organisations"])


def test_labels_are_chosen_where_there_are_stickers(client: TestClient, desk: Desk) -> None:
    assert "Maat van de etiketten" not in client.get(HERE).text
    page = post(client, products="stickers")
    assert "63,5 bij 38,1 mm, 21 op een vel (Avery L7160)" in page
    assert "stickers" not in saved(desk)
    page = post(client, stickers__sheet="99.1x38.1", stickers__each="sheet")
    assert saved(desk)["stickers"] == {"sheet": "99.1x38.1", "each": "sheet"}
    assert '<option value="99.1x38.1" selected>' in page
    post(client, stickers__sheet="", stickers__each="")
    assert "stickers" not in saved(desk)
    assert "concept is" in client.get(f"{HERE}/beeld/ar/stickers.png").text


def test_where_the_web_page_will_be_is_told_where_something_leads_to_it(
    client: TestClient, desk: Desk
) -> None:
    assert "Waar komt de webpagina?" not in client.get(HERE).text
    page = post(client, products="poster")
    assert "Waar komt de webpagina?" in page and "Snel weg" not in page
    page = post(client, products="web", site="https://www.Lindewaard.example/hulp", exit="true")
    assert "Schrijf het zo: https://www.lindewaard.example/hulp" in page
    page = post(client, do="neem site")
    assert saved(desk)["site"] == "https://www.lindewaard.example/hulp"
    assert '<option value="true" selected>staat er wel op' in page
    assert "Fout: " not in page
    page = post(client, site="https://www.lindewaard.example/?page=3")
    assert "schrijf het adres zonder ? of #" in page
    post(client, products="leaflet", site="", exit="")
    assert saved(desk).keys().isdisjoint({"site", "exit"})
    assert "Waar komt de webpagina?" not in client.get(HERE).text


def test_a_button_that_is_asked_for_in_other_words_stays_so(
    client: TestClient, desk: Desk, folder: Path
) -> None:
    file = folder / "editions" / "lindewaard.yaml"
    text = file.read_text("utf-8").replace("  version: ", "  exit: ja\n  version: ")
    file.write_text(text, "utf-8")
    assert '<option value="ja" selected>staat er wel op' in client.get(HERE).text
    post(client, exit="ja")
    assert saved(desk)["exit"] == "ja"


def test_a_text_of_their_own_takes_no_language_away(client: TestClient) -> None:
    page = post(client, title="Kent u iemand die verandert?")
    assert "Kan nu niet" not in page and "niet klaar" not in page
    assert page.count('name="languages" value="ar"') == 1


BEGUN = """\
msgid ""
msgstr ""
"Language: pap\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "labels.table_name"
msgid "Naam"
msgstr "Nòmber"
"""


def test_a_language_that_is_not_ready_stays_chosen_until_it_is_given_up(
    client: TestClient, desk: Desk, folder: Path
) -> None:
    """A box that cannot be used is not sent: saving anything else would take the language away."""
    (folder / "talen.yaml").write_text(
        "languages:\n  pap: {name: papiamentu, dutch: Papiaments, locale: pap-CW, script: Latn,"
        " fonts: [Source Sans 3]}\n",
        "utf-8",
    )
    box = re.compile('<input class="box(?: off)?"[^>]*id="taal-pap"[^>]*>')
    assert not box.findall(client.get(HERE).text), "nobody has begun"
    (folder / "locale").mkdir()
    (folder / "locale" / "pap.po").write_text(BEGUN, "utf-8")
    (shut,) = box.findall(client.get(HERE).text)
    assert "disabled" in shut
    file = folder / "editions" / "lindewaard.yaml"
    text = file.read_text("utf-8").replace("languages: [nl, pl]", "languages: [nl, pap]")
    file.write_text(text, "utf-8")
    page = client.get(HERE).text
    (open_,) = box.findall(page)
    assert 'name="languages"' in open_ and " checked" in open_ and "disabled" not in open_
    assert "Kan nu niet" in page


def test_a_dark_colour_is_refused_with_the_nearest_that_may(client: TestClient, desk: Desk) -> None:
    page = post(client, accent="#00707F")
    assert "Te donker." in page and "Gebruik #B5D6DA" in page and "/kleur/FACB8F.css" in page
    post(client, do="neem accent")
    assert saved(desk)["accent"] == "#B5D6DA"


def test_two_windows_do_not_write_over_each_other(client: TestClient, desk: Desk) -> None:
    mine = stand(client)
    post(client, name="Elders")
    answer = client.post(HERE, data={"stand": mine, "name": "Ergens"})
    assert answer.status_code == 409
    assert "Dit is in een ander venster veranderd." in answer.text
    assert 'value="Ergens"' in answer.text  # what was typed stays
    assert saved(desk)["name"] == "Elders"
    client.post(HERE, data={"stand": mine, "name": "Ergens", "houd": "1"})
    assert saved(desk)["name"] == "Ergens"


def hidden(page: str) -> dict[str, str]:
    """What a page sends along to say which page it is."""
    found = dict(re.findall(r'<input type="hidden" name="(stand|blad)" value="([^"]+)"', page))
    assert set(found) == {"stand", "blad"}
    return found


def test_a_page_whose_answer_got_lost_is_no_other_window(client: TestClient, desk: Desk) -> None:
    page = hidden(client.get(HERE).text)
    client.post(HERE, data=page | {"name": "Eerst"})  # stored; the answer never comes
    answer = client.post(HERE, data=page | {"name": "Eerst en meer", "publisher": "Ans"})
    assert "ander venster" not in answer.text
    assert (saved(desk)["name"], saved(desk)["publisher"]) == ("Eerst en meer", "Ans")
    client.post(HERE, data=hidden(client.get(HERE).text) | {"name": "Elders"})
    answer = client.post(HERE, data=page | {"name": "Ergens"})
    assert answer.status_code == 409 and "Dit is in een ander venster veranderd." in answer.text
    assert saved(desk)["name"] == "Elders"


def test_a_button_whose_answer_got_lost_acts_once(client: TestClient, desk: Desk) -> None:
    before = labels(desk)
    page = hidden(client.get(HERE).text)
    for _ in range(2):
        answer = client.post(HERE, data=page | {"do": "weg 0", "contacts.0.label": before[0]})
        assert "is weg." in answer.text and labels(desk) == before[1:]
    page = hidden(answer.text)
    for _ in range(2):
        client.post(HERE, data=page | {"do": "terug"})
        assert labels(desk) == before
    page = hidden(client.get(HERE).text)
    client.post(HERE, data=page | {"do": "omlaag 0"})
    client.post(HERE, data=page | {"contacts.0.label": "Iemand"})  # it still shows the former order
    assert labels(desk) == ["Iemand", *before[1:]]


def test_a_new_folder_whose_answer_got_lost_is_one_folder(client: TestClient, desk: Desk) -> None:
    page = hidden(client.get("/nieuw/school").text)
    client.post("/nieuw/school", data=page | {"name": "De"})
    answer = client.post("/nieuw/school", data=page | {"name": "De Linde"})
    assert len(desk.shelf.ids()) == 2
    assert 'value="De Linde"' in answer.text


def test_a_form_that_is_sent_again_is_no_other_window(client: TestClient, desk: Desk) -> None:
    """The answer to the first time did not arrive: the program was stopped meanwhile."""
    sent = {"stand": stand(client), "name": "Ergens", "do": "bewaar"}
    assert [client.post(HERE, data=sent).status_code for _ in range(2)] == [200, 200]
    assert client.post(HERE, data=sent | {"do": "weg 0"}).status_code == 409
    assert saved(desk)["name"] == "Ergens" and len(labels(desk)) == 3


def test_the_text_of_the_page_is_there_in_every_language(client: TestClient) -> None:
    page = client.get(f"{HERE}/tekst?taal=pl").text
    assert 'lang="pl"' in page and "030 000 00 00" in page and "Najpierw tutaj" in page
    page = client.get(f"{HERE}/tekst?taal=pl&kant=zakkaartje").text
    assert "030 000 00 00" in page and "Najpierw tutaj: " in page
    assert '<bdi lang="nl">CONCEPT</bdi>' in page


def test_a_new_folder_is_a_file_from_the_first_word_on(client: TestClient, desk: Desk) -> None:
    assert desk.shelf.ids() == ["lindewaard"]
    assert "Nog niet ingevuld" in client.get("/nieuw/school").text
    answer = client.post("/nieuw/school", data={"name": "De Linde"})
    assert answer.url.path == "/folder/de-linde"
    assert 'value="De Linde"' in answer.text


EVIL = "\"><script>alert(1)</script>{{7*7}}' onload=x"


def test_the_web_page_of_an_edition_opens_by_itself(client: TestClient) -> None:
    post(client, products="web")
    shown = client.get(f"{HERE}?kant=webpagina&taal=pl").text
    assert "Proszę znaleźć pasujące zdanie" in shown and "Czy ktoś patrzy?" in shown
    link = re.search(rf'href="({HERE}/pagina/pl/page.html[^"]*)"', shown)
    assert link
    page = client.get(link[1])
    assert page.headers["content-type"].startswith("text/html")
    assert "sandbox allow-scripts" in page.headers["content-security-policy"]
    assert page.text.startswith('<!doctype html>\n<html lang="pl"')
    assert "gemeente Lindewaard" in page.text
    assert client.get(f"{HERE}/pagina/pl/leaflet.pdf").status_code == 404


def test_a_wrong_number_is_not_shown_on_the_web_page(client: TestClient) -> None:
    post(client, products="web", contacts__0__phone="030 000 00")
    assert "/pagina/" not in client.get(f"{HERE}?kant=webpagina").text
    assert client.get(f"{HERE}/pagina/nl/page.html").status_code == 404


@pytest.mark.parametrize(
    "field",
    in_part(["name", "publisher", "contact", "title", "accent", "contacts.0.label", "contacts.0.phone",
     "contacts.0.email", "contacts.0.web", "contacts.0.source", "contacts.0.opens"], one_in=4),
)  # fmt: skip
def test_what_is_typed_is_text_everywhere(client: TestClient, field: str) -> None:
    data = {"stand": stand(client), "open": "0", field: EVIL}
    pages = [client.post(HERE, data=data).text, client.get(f"{HERE}?open=0&fouten=1").text]
    pages += [
        client.get(path).text for path in ("/", f"{HERE}/tekst?taal=nl", "/nakijken", "/gemeenten")
    ]
    for page in pages:
        assert "<script>alert" not in page and ">49" not in page
        assert (
            "onload=x" not in re.sub(r"&#3[49];|&quot;", "", re.sub(r'"[^"]*"', "", page))
            or "&lt;" in page
        )


@pytest.mark.parametrize("name", ["fouten", "kant", "taal", "open", "gezegd", "logo", "zoek"])
def test_what_stands_in_the_address_is_text_too(client: TestClient, name: str) -> None:
    for path in (HERE, "/", "/gemeenten", "/nakijken"):
        assert "<script>alert" not in client.get(path, params={name: EVIL}).text


@pytest.mark.parametrize(
    "path",
    ["/folder/elders", "/folder/..%2f..%2fetc", "/static/../desk.py", "/static/..%2fdesk.py",
     "/folder/anders/bestand/nl/leaflet.pdf", "/folder/lindewaard/bestand/..%2f../passwd",
     "/voorbeeld/..%2fx/tekst", "/nieuw/iets", "/kleur/red.css", "/nergens", "/static/type/x.woff2"],
)  # fmt: skip
def test_an_address_that_is_none_gives_nothing_away(
    client: TestClient, path: str, tmp_path: Path
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert str(tmp_path) not in answer.text and "Traceback" not in answer.text


def test_a_fault_of_ours_tells_nothing_of_the_machine(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> object:
        raise RuntimeError(str(tmp_path))

    monkeypatch.setattr(desk.shelf, "saved_at", broken)
    with pytest.raises(RuntimeError):  # starlette tells the server too
        client.get(HERE)
    quiet = TestClient(client.app, base_url=str(client.base_url), raise_server_exceptions=False)
    quiet.cookies = client.cookies
    answer = quiet.get(HERE)
    assert answer.status_code == 500
    assert "Er ging iets mis bij ons" in answer.text and str(tmp_path) not in answer.text


def test_a_full_disk_is_told_and_the_file_is_as_it_was(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.shelf.path("lindewaard").read_bytes()
    data = {"stand": stand(client), "name": "Ergens"}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("wegwijs.desk.shelf.write", full)
    answer = client.post(HERE, data=data)
    assert answer.status_code == 500 and "Dit is niet bewaard" in answer.text
    assert "Er is geen ruimte meer op deze computer. Maak ruimte vrij." in answer.text
    assert desk.shelf.path("lindewaard").read_bytes() == before


def test_a_file_that_is_no_edition_any_more_is_told_with_its_line(
    client: TestClient, desk: Desk
) -> None:
    desk.shelf.path("lindewaard").write_text("edition:\n  name: [\n", "utf-8")
    answer = client.get(HERE)
    assert answer.status_code == 422 and "editions/lindewaard.yaml:" in answer.text
    assert "Er klopt iets niet" in client.get("/").text


def test_a_fact_that_still_holds_gets_the_day_of_today(client: TestClient, desk: Desk) -> None:
    path = desk.shelf.path("lindewaard")
    text = path.read_text("utf-8").replace("checked: 2026-11-23", "checked: 2025-11-20", 1)
    path.write_text(text, "utf-8")
    assert "Nakijken (1)" in client.get("/").text
    assert "Nakijken (1)" in client.get("/hulp").text
    page = client.get("/nakijken").text
    assert (
        "Klopt dit nog?" in page
        and "Print deze lijst" in page
        and "Gemeente, openbare orde: telefoon" in page
    )
    page = client.post("/nakijken", data={"welke": "lindewaard/0", "do": "klopt"}).text
    assert "Nagekeken vandaag, 27 november 2026." in page and "Nakijken (" not in page
    assert "Alles is nagekeken" in page and "Maak de folders opnieuw" not in page
    assert path.read_text("utf-8") == text.replace(
        "checked: 2025-11-20", "checked: 2026-11-27"
    ).replace("\n  date: 2026-11-23", "\n  date: 2026-11-27")
    client.post("/nakijken", data={"welke": "lindewaard/0", "do": "ongedaan"})
    assert path.read_text("utf-8") == text


def test_a_fact_that_changed_is_judged_before_it_is_written(client: TestClient, desk: Desk) -> None:
    path = desk.shelf.path("lindewaard")
    path.write_text(
        path.read_text("utf-8").replace("checked: 2026-11-23", "checked: 2025-11-20", 1), "utf-8"
    )
    wrong = {"welke": "lindewaard/0", "do": "bewaar", "nieuw": "14 03O"}
    assert "er staat een letter O in" in client.post("/nakijken", data=wrong).text
    assert "030 000 00 00" in path.read_text("utf-8")
    before = path.read_text("utf-8")
    page = client.post("/nakijken", data=wrong | {"nieuw": "14 030"}).text
    assert "is nu 14 030" in page and "phone: 14 030" in path.read_text("utf-8")
    assert 'action="/folder/lindewaard/maak"><button class="go arm">' in page
    client.post("/nakijken", data={"welke": "lindewaard/0", "do": "ongedaan"})
    assert path.read_text("utf-8") == before


def test_the_register_becomes_a_folder_for_each_municipality(
    client: TestClient, desk: Desk
) -> None:
    register = Path(__file__).parent.parent / "data" / "roo-sample.xml"
    with register.open("rb") as file:
        page = client.post(
            "/gemeenten", data={"do": "haal"}, files={"register": ("../x.xml", file)}
        ).text
    count = len(desk.shelf.ids())
    assert count > 3 and f"{count} gemeenten" in page
    bad = client.post(
        "/gemeenten",
        data={"do": "haal"},
        files={"register": ("x.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")},
    )
    assert (
        "Dit bestand is niet te gebruiken" in bad.text
        and str(desk.shelf.own.parent) not in bad.text
    )


def test_a_number_that_changed_since_is_shown_with_the_former_one() -> None:
    why = ["versie 1 -> 2", "telefoon Gemeente, openbare orde 14 030 -> 14 020"]
    told = _told("lindewaard", EditionState("Gemeente Lindewaard", state="changed", why=why))
    assert told["state"] == "Een nummer is veranderd"
    assert told["swap"] == ("14 030", "14 020")


def test_a_renewed_program_does_not_make_a_folder_wrong() -> None:
    known = EditionState("x", state="changed", made=TODAY, why=["het programma is vernieuwd"])
    assert "Het programma is vernieuwd." in _told("x", known)["detail"]
    known.why.append("telefoon Gemeente: 14 030 -> 14 020")
    assert "kloppen niet meer" in _told("x", known)["detail"]


def test_the_mail_says_what_is_of_use_to_who_hands_it_out() -> None:
    by_hand = "een bestand was weg of met de hand veranderd"
    changes = [
        "versie 1 -> 2",
        "telefoon Gemeente 14 030 -> 14 020",
        "het programma is vernieuwd",
        by_hand,
    ]
    mail = mail_of(Outcome(changes=changes))
    assert "- Telefoon Gemeente 14 030 is nu 14 020\n" in mail
    assert "versie" not in mail and "programma" not in mail and "met de hand" not in mail
    assert mail_of(Outcome(changes=[by_hand])) == mail_of(Outcome())
    assert mail_of(Outcome(changes=["nieuwe editie"])) == mail_of(Outcome()), (
        "there are no old ones"
    )


def test_a_file_with_a_fault_cannot_be_downloaded(client: TestClient, desk: Desk) -> None:
    """What proof found in one file keeps that file back, and lets the others go."""
    good, bad = (f"lindewaard/nl/{name}" for name in ("leaflet.pdf", "handout.docx"))
    for path in (good, bad):
        (desk.output / path).parent.mkdir(parents=True, exist_ok=True)
        (desk.output / path).write_bytes(b"x" * 2000)
    task = Task(("lindewaard",), tuple(desk.folders), desk.output, TODAY)
    job = Job(task, desk.shelf.written("lindewaard"))
    digest = digest_of(desk.output / good)
    job.outcome = Outcome(
        files=[
            Made(good, "nl", "leaflet", 2000, digest),
            Made(bad, "nl", "handout", 2000, digest),
        ],
        found=[
            Found(
                bad,
                "lindewaard/nl/handout",
                "bladzijde 2",
                "Dit nummer klopt niet.",
                AGAIN,
            ),
            Found(bad, "lindewaard/nl/handout", "", "Het webadres is te lang.", "Kies een korter."),
        ],
    )
    desk.jobs._jobs["lindewaard"] = job
    page = client.get(f"{HERE}/klaar").text
    assert "Wacht nog met printen" in page and "2 dingen kloppen niet" in page
    told = re.findall(r"<li><b>(.*?)</b>.*?<span>(.*?)</span>.*?(Maak opnieuw|Pas aan)</", page)
    assert [(todo, button) for _, todo, button in told] == [
        ("Maak dit bestand opnieuw.", "Maak opnieuw"),
        ("Kies een korter.", "Pas aan"),
    ]
    assert "Hand-out, Nederlands, bladzijde 2: dit nummer klopt niet" in page
    assert "Niet gebruiken" in page and "De tekst staat hier als alles goed is." in page
    assert client.get(f"{HERE}/bestand/nl/leaflet.pdf").content == b"x" * 2000
    assert client.get(f"{HERE}/bestand/nl/handout.docx").status_code == 404
    with zipfile.ZipFile(io.BytesIO(client.get(f"{HERE}/alles.zip").content)) as archive:
        assert archive.namelist() == [good]
    (desk.output / good).write_bytes(b"y" * 2000)
    here = client.get(f"{HERE}/bestand/nl/leaflet.pdf", follow_redirects=False)
    assert here.headers["location"] == f"{HERE}/klaar", "it is not what was judged"


@pytest.mark.parametrize(
    ("advised", "told"),
    [
        (NEWER, "Maak dit bestand opnieuw."),
        (f"Maak alles opnieuw: {as_command('build', 'x')}", "Verbeter de gegevens, en maak"),
        ("Een eigen map? Geef die met --sources.", "Verbeter de gegevens, en maak"),
        ("Kies een korter.", "Kies een korter."),
    ],
)
def test_what_is_advised_is_no_command(advised: str, told: str) -> None:
    assert _advice(advised).startswith(told) and "--" not in _advice(advised)


def test_files_of_before_are_not_handed_out_after_a_change(client: TestClient, desk: Desk) -> None:
    """Who comes back to Klaar after another number was typed gets no file with the former one."""
    path = "lindewaard/nl/leaflet.pdf"
    (desk.output / path).parent.mkdir(parents=True)
    (desk.output / path).write_bytes(b"x" * 2000)
    task = Task(("lindewaard",), tuple(desk.folders), desk.output, TODAY)
    job = Job(task, desk.shelf.written("lindewaard"))
    job.outcome = Outcome([Made(path, "nl", "leaflet", 2000, digest_of(desk.output / path))])
    desk.jobs._jobs["lindewaard"] = job
    assert "Uw bestanden zijn klaar" in client.get(f"{HERE}/klaar").text
    post(client, contacts__0__phone="14 020")
    for address in (f"{HERE}/klaar", f"{HERE}/bestand/nl/leaflet.pdf", f"{HERE}/alles.zip"):
        answer = client.get(address)
        assert answer.url.path == HERE and "14 020" in answer.text


def named(page: str) -> list[str]:
    return re.findall(r'<td><b><a href="/folder/[^"]+">([^<]+)</a>', page)


def test_a_list_of_municipalities_shows_no_wrong_number(client: TestClient) -> None:
    post(client, contacts__0__phone="030 286 00")
    page = client.get("/gemeenten").text
    assert "Dit nummer heeft 8 cijfers" in page and "030 286 00" not in page


def test_municipalities_are_sorted_and_shown_as_many_at_once_as_asked(
    client: TestClient, desk: Desk
) -> None:
    text = desk.shelf.path("lindewaard").read_text("utf-8")
    for number in range(11):
        one = text.replace("id: lindewaard", f"id: m{number:02}")
        one = one.replace("name: Lindewaard", f"name: Ergens {number:02}")
        one = one.replace("030 000 00 00", f"030 286 {99 - number:02} 00")
        (desk.shelf.own / "editions" / f"m{number:02}.yaml").write_text(one, "utf-8")
    page = client.get("/gemeenten").text
    assert named(page) == [f"Ergens {number:02}" for number in range(10)]
    assert 'aria-sort="ascending"><a class="sort" href="?toestand=&amp;zoek=&amp;op=-naam' in page
    for many in ("50", "0"):
        assert len(named(client.get(f"/gemeenten?rijen={many}").text)) == 12
    assert named(client.get("/gemeenten?op=-naam").text)[0] == "Lindewaard"
    by_number = named(client.get("/gemeenten?op=nummer&rijen=0").text)
    assert by_number[:3] == ["Lindewaard", "Ergens 10", "Ergens 09"]
    assert named(client.get("/gemeenten?van=10").text) == ["Ergens 10", "Lindewaard"]
    for odd in ("?op=%3Cb%3E", "?rijen=7", "?van=999"):
        assert len(named(client.get(f"/gemeenten{odd}").text)) == 10


def test_the_file_of_a_colleague_is_chosen_on_start(client: TestClient, desk: Desk) -> None:
    text = pack("lindewaard", *desk.folders)
    upload = {"gegevens": ("x.wegwijs.yaml", text.replace("id: lindewaard", "id: elders").encode())}
    assert "Gemeente Lindewaard" in client.post("/verder", files=upload).text
    assert "elders" in desk.shelf.ids()
    other = {
        "gegevens": ("x.wegwijs.yaml", text.replace("name: Lindewaard", "name: Anders").encode())
    }
    refused = client.post("/verder", files=other)
    assert refused.status_code == 422 and "U hebt al een folder met deze naam." in refused.text
    assert "Lindewaard" in desk.shelf.path("lindewaard").read_text("utf-8")
    wrong = client.post("/verder", files={"gegevens": ("../../x.yaml", b"no: edition")})
    assert wrong.status_code == 422 and "Dit is geen gegevens-bestand van Wegwijs" in wrong.text


def test_a_title_is_told_how_many_lines_it_takes(client: TestClient) -> None:
    page = post(client, title="Ziet u iemand veranderen?")
    assert re.search(r"Past op [23] regels\.", page)
    assert "Past op" not in post(client, title="")


def test_a_national_fact_that_is_still_right_gets_the_day_and_nothing_else(
    client: TestClient, desk: Desk, tmp_path: Path
) -> None:
    shutil.copytree(
        SHIPPED, tmp_path / "sources", ignore=shutil.ignore_patterns("*.py", "__pycache__")
    )
    desk.national = tmp_path / "sources"
    desk.today = lambda: date(2027, 12, 1)
    path = desk.national / "organisations.yaml"
    before = path.read_text("utf-8")
    page = client.get("/nakijken").text
    key = re.search(r'value="(@politie/[^"]+)"', page)
    assert key and "U kunt het niet zelf veranderen." in page
    assert "telefoonnummer: 0900-8844" in page  # what is to be checked
    page = client.post("/nakijken", data={"welke": key[1], "do": "klopt"}).text
    assert "Politie:</b> klopt. Nagekeken vandaag, 1 december 2027." in page
    changed = [
        (old, new)
        for old, new in zip(before.splitlines(), path.read_text("utf-8").splitlines(), strict=True)
        if old != new
    ]
    assert changed and all(new == old.replace("2026-11-23", "2027-12-01") for old, new in changed)
    assert f'value="{key[1]}"><button class="go arm item" name="do" value="klopt"' not in page
    client.post("/nakijken", data={"welke": key[1], "do": "ongedaan"})
    assert path.read_text("utf-8") == before
    for odd in ("@nergens/x", "@politie/x", "@../x/y", "@"):
        client.post("/nakijken", data={"welke": odd, "do": "klopt"})
    assert path.read_text("utf-8") == before
