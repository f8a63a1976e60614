"""``check --links`` asks the printed addresses as a polite guest, and tells what readers would find."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.sources.web import Reply, Web, counted, web
from wegwijs.sources.links import NEEDS, asking
from wegwijs.sources.links.answers import LinkTrouble, PageAnswer
from wegwijs.sources.links.asking import ask, client
from wegwijs.sources.links.page import mentions, text_of
from wegwijs.sources.load import SHIPPED
from wegwijs.sources.values import Phone

ROOT = Path(__file__).parents[3]
PAGE = "<!doctype html><title>Contact</title><p>Bel {}</p>"
ALL = "User-agent: *\nAllow: /\n"
Ask = Callable[..., dict[str, PageAnswer]]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Web]:
    with web(tmp_path) as made:
        yield made


@pytest.fixture
def naps() -> list[float]:
    return []


@pytest.fixture
def asked(here: Web, naps: list[float], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask addresses; waiting is noted, not done."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HTTPS_PROXY", here.proxy)
    monkeypatch.setenv("SSL_CERT_FILE", str(here.certificates))

    def run(*addresses: str) -> dict[str, PageAnswer]:
        async def all_() -> dict[str, PageAnswer]:
            async with client() as by:
                return await ask(addresses, by, sleep=counted(naps), resolve=here.resolve)

        return asyncio.run(all_())

    return run


def one(asked: Ask, address: str) -> PageAnswer:
    return asked(address)[address]


# --- pages ----------------------------------------------------------------------------------------


def test_a_page_that_is_there_gives_no_trouble_and_its_text(here: Web, asked: Ask) -> None:
    here.sites["www.een.nl"] = {"/contact": Reply(PAGE.format("14 030"))}
    answer = one(asked, "https://www.een.nl/contact")
    assert (answer.trouble, answer.moved) == (None, None)
    assert answer.page is not None
    assert "Bel 14 030" in text_of(answer.page, answer.charset)


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone(here: Web, asked: Ask, status: int) -> None:
    here.sites["www.een.nl"] = {"/": Reply("weg", status)}
    assert one(asked, "https://www.een.nl") == PageAnswer(LinkTrouble.GONE, str(status))
    assert here.paths("www.een.nl") == ["/robots.txt", "/"]  # not asked again


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_page_that_is_not_for_programs(here: Web, asked: Ask, status: int) -> None:
    here.sites["www.een.nl"] = {"/": Reply("nee", status)}
    assert one(asked, "https://www.een.nl").trouble is LinkTrouble.REFUSED


def test_a_server_in_trouble_is_asked_three_times_with_more_and_more_patience(
    here: Web, asked: Ask, naps: list[float]
) -> None:
    here.sites["www.een.nl"] = {"/": Reply("stuk", 500)}
    assert one(asked, "https://www.een.nl") == PageAnswer(LinkTrouble.SERVER, "500")
    assert here.paths("www.een.nl") == ["/robots.txt", "/", "/", "/"]
    assert [nap for nap in naps if nap > asking.PAUSE] == [2.0, 4.0]


def test_a_busy_server_is_asked_again_when_it_says_so(
    here: Web, asked: Ask, naps: list[float]
) -> None:
    here.sites["www.een.nl"] = {"/": [Reply("druk", 503, {"Retry-After": "7"}), Reply(PAGE)]}
    assert one(asked, "https://www.een.nl").trouble is None
    assert 7.0 in naps


def test_a_moment_to_come_back_is_understood_too(here: Web, asked: Ask, naps: list[float]) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    here.sites["www.een.nl"] = {"/": [Reply("druk", 429, {"Retry-After": moment}), Reply(PAGE)]}
    assert one(asked, "https://www.een.nl").trouble is None
    assert any(15 < nap <= 20 for nap in naps)


@pytest.mark.parametrize("after", ["morgen", "-1", "1e9", "²"])
def test_a_server_that_talks_nonsense_of_when_to_come_back_is_asked_again(
    here: Web, asked: Ask, after: str
) -> None:
    reply = Reply("druk", 503, {"Retry-After": after.encode().decode("latin-1")})
    here.sites["www.een.nl"] = {"/": [reply, Reply(PAGE)]}
    assert one(asked, "https://www.een.nl").trouble is None


def test_a_server_that_wants_an_hour_is_left_alone(
    here: Web, asked: Ask, naps: list[float]
) -> None:
    here.sites["www.een.nl"] = {"/": Reply("druk", 503, {"Retry-After": "3600"})}
    assert one(asked, "https://www.een.nl") == PageAnswer(LinkTrouble.SERVER, "503")
    assert here.paths("www.een.nl") == ["/robots.txt", "/"]
    assert all(nap <= asking.LONGEST_WAIT for nap in naps)


def test_a_huge_page_is_read_no_further_than_two_megabytes(here: Web, asked: Ask) -> None:
    here.sites["www.een.nl"] = {"/": Reply(b"<p>" + b"x" * 999_997, parts=40)}
    answer = one(asked, "https://www.een.nl")
    assert answer.page is not None
    assert (answer.cut, len(answer.page)) == (True, asking.PAGE_BYTES)


def test_a_picture_or_a_pdf_is_not_read(here: Web, asked: Ask) -> None:
    here.sites["www.een.nl"] = {"/a.pdf": Reply(b"%PDF 14 030", headers={"Content-Type": "application/pdf"})}  # fmt: skip
    assert one(asked, "https://www.een.nl/a.pdf") == PageAnswer()


@pytest.mark.parametrize("charset", ["utf-8", "latin-1", "bestaat-niet", "utf-16", "", "\x00"])
def test_a_page_with_a_broken_charset_is_still_read(charset: str) -> None:
    data = "<p>Café € \udcff: bel 088 20 80 080</p>".encode("utf-8", "surrogateescape")
    text = text_of(data, charset)
    assert mentions("tel:+31882080080", text) or charset == "utf-16"  # which makes other letters


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "ascii", "x"]))
def test_no_page_is_too_broken_to_be_read(data: bytes, charset: str | None) -> None:
    assert isinstance(text_of(data, charset), str)


# --- slow and broken servers -----------------------------------------------------------------------


def test_a_slow_server_is_given_up(here: Web, asked: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "TOTAL", 0.3)
    here.sites["www.een.nl"] = {"/robots.txt": Reply(ALL), "/": Reply("x", slow=60)}
    began = time.monotonic()
    answer = one(asked, "https://www.een.nl")
    assert answer == PageAnswer(LinkTrouble.UNREACHABLE, "geen antwoord binnen de tijd")
    assert time.monotonic() - began < 30  # it was given up, however busy the machine


def test_a_server_that_drips_is_given_up(
    here: Web, asked: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "TOTAL", 0.3)
    here.sites["www.een.nl"] = {"/robots.txt": Reply(ALL), "/": Reply("x", slow=0.05, parts=100)}
    assert one(asked, "https://www.een.nl").trouble is LinkTrouble.UNREACHABLE


def test_a_host_that_is_not_there(here: Web, asked: Ask) -> None:
    assert one(asked, "https://www.nergens.nl").trouble is LinkTrouble.UNREACHABLE


def test_one_site_in_trouble_does_not_keep_the_others_from_being_asked(
    here: Web, asked: Ask
) -> None:
    here.sites["www.een.nl"] = {"/": Reply(PAGE)}
    here.expired.add("www.oud.nl")
    here.sites["www.oud.nl"] = {"/": Reply(PAGE)}
    answers = asked("https://www.oud.nl", "https://www.nergens.nl", "https://www.een.nl")
    assert [answer.trouble for answer in answers.values()] == [
        LinkTrouble.TLS,
        LinkTrouble.UNREACHABLE,
        None,
    ]


# --- certificates ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("expired", "het certificaat is verlopen"),
        ("named", "het certificaat is van een andere site"),
        ("unknown", "het certificaat is van een onbekende uitgever"),
    ],
)
def test_a_certificate_that_a_telephone_warns_for(
    here: Web, asked: Ask, wrong: str, words: str
) -> None:
    here.sites["www.een.nl"] = {"/": Reply(PAGE)}
    if wrong == "named":
        here.named["www.een.nl"] = "www.twee.nl"
    else:
        getattr(here, wrong).add("www.een.nl")
    assert one(asked, "https://www.een.nl") == PageAnswer(LinkTrouble.TLS, words)
    assert here.asked == []  # nothing was said to a server that is not who it says it is


# --- redirects ------------------------------------------------------------------------------------


def go(to: str, status: int = 301) -> Reply:
    return Reply("", status, {"Location": to})


@pytest.mark.parametrize(
    ("first", "second", "moved"),
    [
        (301, 301, "https://www.een.nl/nieuw"),
        (308, 302, "https://www.een.nl/straks"),
        (302, 301, None),
        (307, 303, None),
    ],
)
def test_only_what_moved_for_good_has_a_new_address(
    here: Web, asked: Ask, first: int, second: int, moved: str | None
) -> None:
    here.sites["www.een.nl"] = {
        "/": go("/straks", first),
        "/straks": go("https://www.een.nl/nieuw", second),
        "/nieuw": Reply(PAGE),
    }
    answer = one(asked, "https://www.een.nl/")
    assert (answer.trouble, answer.moved) == (None, moved)


def test_what_moved_to_a_page_that_is_gone_is_gone(here: Web, asked: Ask) -> None:
    here.sites["www.een.nl"] = {"/": go("https://www.twee.nl/x")}
    here.sites["www.twee.nl"] = {"/": Reply(PAGE)}
    answer = one(asked, "https://www.een.nl")
    assert (answer.trouble, answer.moved) == (LinkTrouble.GONE, "https://www.twee.nl/x")


def test_redirects_without_end_are_given_up(here: Web, asked: Ask) -> None:
    here.sites["www.een.nl"] = {"/": go("/heen", 302), "/heen": go("/", 302)}
    here.sites["www.twee.nl"] = {f"/{n}": go(f"/{n + 1}", 302) for n in range(50)}
    assert one(asked, "https://www.een.nl/").trouble is LinkTrouble.LOOP
    assert one(asked, "https://www.twee.nl/0").trouble is LinkTrouble.LOOP
    assert len(here.paths("www.twee.nl")) <= asking.MAX_HOPS + 1


@pytest.mark.parametrize(
    "to", ["https://[half", "mailto:a@b.nl", "https://", "javascript:alert(1)"]
)
def test_a_redirect_to_nonsense_is_not_followed(here: Web, asked: Ask, to: str) -> None:
    here.sites["www.een.nl"] = {"/": go(to, 302)}
    answer = one(asked, "https://www.een.nl/")
    assert answer.trouble in (LinkTrouble.ASTRAY, LinkTrouble.SERVER, LinkTrouble.LOOP)
    assert (answer.page, answer.moved) == (None, None)


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://www.een.nl/x"])
def test_a_redirect_to_what_is_no_page_is_no_new_address(here: Web, asked: Ask, to: str) -> None:
    here.sites["www.een.nl"] = {"/": go(to)}
    answer = one(asked, "https://www.een.nl/")
    assert (answer.trouble, answer.moved) == (LinkTrouble.ASTRAY, None)
    assert answer.detail.endswith(", en dat is geen webpagina")


OWN = [
    "127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.8", "192.168.1.1", "169.254.169.254",
    "[fe80::1]", "[fd00::1]", "0.0.0.0", "localhost", "LOCALHOST.", "intranet", "nas.local", "a.localhost", "nas.lan", "nas.home.arpa", "NAS.corp", "224.0.0.1", "[2002:7f00:1::]", "[64:ff9b::c0a8:101]", "[ff02::1]",
]  # fmt: skip


@pytest.mark.parametrize("host", OWN)
def test_a_site_does_not_lead_us_to_our_own_computer_or_network(
    here: Web, asked: Ask, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("HTTP_PROXY", here.proxy)  # nothing leaves this machine, whatever happens
    here.sites["www.een.nl"] = {"/": go(f"http://{host}:1/geheim", 302)}
    answer = one(asked, "https://www.een.nl/")
    assert answer.trouble is LinkTrouble.ASTRAY
    assert answer.detail.endswith("/geheim, en dat is geen openbaar adres")
    assert {request.host for request in here.asked} == {"www.een.nl"}


PRIVATE = (
    "127.0.0.1", "10.1.2.3", "169.254.169.254", "224.0.0.1", "::1", "fe80::1%eth0", "fd00::1",
    "::ffff:10.0.0.1", "2002:c0a8:101::1", "64:ff9b::a00:1",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_is_of_our_own_network_is_not_asked(
    here: Web, asked: Ask, address: str
) -> None:
    here.sites["www.een.nl"] = {"/": go("https://www.twee.nl/", 302)}
    here.sites["www.twee.nl"] = {"/": Reply(PAGE)}
    here.addresses["www.twee.nl"] = ["93.184.216.34", address]
    answers = asked("https://www.een.nl/", "https://www.twee.nl/")
    assert {answer.trouble for answer in answers.values()} == {LinkTrouble.ASTRAY}
    assert here.paths("www.twee.nl") == []


def test_only_the_ports_of_the_web_are_asked(here: Web, asked: Ask) -> None:
    here.sites["www.een.nl"] = {"/": go("https://www.twee.nl:8443/", 302)}
    answer = one(asked, "https://www.een.nl/")
    assert answer.trouble is LinkTrouble.ASTRAY
    assert answer.detail.endswith("geen gewone poort")


def test_who_asks_a_site_of_the_own_network_may_be_led_on_there(here: Web, asked: Ask) -> None:
    here.sites["intranet"] = {"/": go("https://www.nas.local/contact", 302)}
    here.sites["www.nas.local"] = {"/contact": Reply(PAGE)}
    assert one(asked, "https://intranet/").trouble is None


@pytest.mark.parametrize("to", ["file:///etc/passwd", "http://127.0.0.1:1/", "/robots.txt"])
def test_a_robots_txt_that_leads_nowhere_is_none(here: Web, asked: Ask, to: str) -> None:
    here.sites["www.een.nl"] = {"/robots.txt": go(to), "/": Reply(PAGE)}
    assert one(asked, "https://www.een.nl/").trouble is None


# --- politeness -----------------------------------------------------------------------------------


@pytest.mark.parametrize("agent", ["*", "Wegwijs"])
def test_what_robots_txt_forbids_is_not_asked(here: Web, asked: Ask, agent: str) -> None:
    robots = Reply(
        f"User-agent: {agent}\nDisallow: /contact\n", headers={"Content-Type": "text/plain"}
    )
    here.sites["www.een.nl"] = {"/robots.txt": robots, "/contact": Reply(PAGE), "/": Reply(PAGE)}
    answers = asked("https://www.een.nl/contact", "https://www.een.nl/")
    assert [answer.trouble for answer in answers.values()] == [LinkTrouble.NOT_ASKED, None]
    assert here.paths("www.een.nl") == ["/robots.txt", "/"]  # robots.txt once for the host


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("Disallow: /*contact$", False),
        ("Disallow: /*contact$\nAllow: /in", False),  # the longest counts
        ("Disallow: /*act$\nAllow: /in/cont", True),
        ("Disallow: /*/contact", False),
        ("Disallow: /*.pdf$", True),
        ("Disallow: /in/contact$", False),
        ("Disallow: /in/con$", True),
        ("Disallow: /\nAllow: /in", True),
        ("Allow: /\nDisallow: /in", False),
        ("Disallow: /in\nAllow: /in", True),
        ("Disallow: /IN", True),
        ("Disallow: /%69n/", False),
        ("Disallow:", True),
        ("Disallow: /\n\nUser-agent: Wegwijs\nAllow: /", True),
    ],
)
def test_robots_txt_is_read_by_rfc_9309(here: Web, asked: Ask, rules: str, allowed: bool) -> None:
    here.sites["www.een.nl"] = {"/robots.txt": Reply(f"User-agent: *\n{rules}\n"), "/in/contact": Reply(PAGE)}  # fmt: skip
    expected = None if allowed else LinkTrouble.NOT_ASKED
    assert one(asked, "https://www.een.nl/in/contact").trouble is expected


@pytest.mark.parametrize(
    "rubbish",
    ["Crawl-delay: ²", "Crawl-delay: -1", "Crawl-delay: nan", "Crawl-delay: 1e999", "Request-rate: ²/3",
     "Request-rate: 0/0", "Visit-time: ²", "Disallow: //[x", "Disallow: http://[/", "Disallow: %", "Disallow: %ff\0",
     "Allow: /" + "*" * 5_000 + "x$", ":", "User-agent:", "<html>", "\ufeff\x85\u2028Disallow"],
)  # fmt: skip
def test_rubbish_in_one_robots_txt_does_not_end_the_run(
    here: Web, asked: Ask, naps: list[float], rubbish: str
) -> None:
    here.sites["www.een.nl"] = {"/robots.txt": Reply(f"User-agent: *\n{rubbish}\n"), "/": Reply(PAGE)}  # fmt: skip
    here.sites["www.twee.nl"] = {"/": Reply(PAGE)}
    answers = asked("https://www.een.nl/", "https://www.twee.nl/")
    assert [answer.trouble for answer in answers.values()] == [None, None]
    assert all(nap <= asking.LONGEST_WAIT for nap in naps)


def test_robots_txt_of_the_site_that_a_redirect_leads_to_counts_too(here: Web, asked: Ask) -> None:
    here.sites["www.een.nl"] = {"/": go("https://www.twee.nl/")}
    here.sites["www.twee.nl"] = {"/robots.txt": Reply("User-agent: *\nDisallow: /\n"), "/": Reply(PAGE)}  # fmt: skip
    assert one(asked, "https://www.een.nl/").trouble is LinkTrouble.NOT_ASKED
    assert here.paths("www.twee.nl") == ["/robots.txt"]


def test_while_robots_txt_cannot_be_read_nothing_is_asked(here: Web, asked: Ask) -> None:
    here.sites["www.een.nl"] = {"/robots.txt": Reply("stuk", 500), "/": Reply(PAGE)}
    assert one(asked, "https://www.een.nl/") == PageAnswer(LinkTrouble.SERVER, "robots.txt: 500")
    assert set(here.paths("www.een.nl")) == {"/robots.txt"}


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause_and_four_hosts_at_most(
    here: Web, asked: Ask, naps: list[float]
) -> None:
    hosts = [f"www.site{n}.nl" for n in range(8)]
    for host in hosts:
        here.sites[host] = {f"/{n}": Reply(PAGE, slow=0.03) for n in range(3)}
    answers = asked(*(f"https://{host}/{n}" for n in range(3) for host in hosts))
    assert [answer.trouble for answer in answers.values()] == [None] * 24
    most = 0
    for request in here.asked:
        busy = [r for r in here.asked if r.began <= request.began < r.ended]
        assert [r.host for r in busy].count(request.host) == 1
        most = max(most, len(busy))
    assert 2 <= most <= 4
    pauses = [nap for nap in naps if 0 < nap <= asking.PAUSE]
    assert len(pauses) == 8 * 3  # between robots.txt and three pages


def test_the_pause_that_robots_txt_asks_for_is_kept(
    here: Web, asked: Ask, naps: list[float]
) -> None:
    here.sites["www.een.nl"] = {"/robots.txt": Reply("User-agent: *\nCrawl-delay: 9\n"), "/": Reply(PAGE)}  # fmt: skip
    assert one(asked, "https://www.een.nl/").trouble is None
    assert any(5 < nap <= 9 for nap in naps)


def test_the_guest_says_who_it_is_and_nothing_of_the_user(
    here: Web, asked: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine www.een.nl login jan password geheim\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    here.sites["www.een.nl"] = {
        "/": Reply("", 302, {"Location": "https://jan:geheim@www.een.nl/b#c", "Set-Cookie": "a=b"}),
        "/b": Reply(PAGE, headers={"Set-Cookie": "c=d; Path=/"}),
    }
    one(asked, "https://www.een.nl/")
    assert here.paths("www.een.nl") == ["/robots.txt", "/", "/b"]
    for request in here.asked:
        assert request.headers["User-Agent"].startswith("Wegwijs/")
        said = {name.lower() for name in request.headers}
        assert said <= {"host", "user-agent", "accept", "accept-language", "accept-encoding", "connection"}  # fmt: skip


# --- numbers on a page ------------------------------------------------------------------------------

DIGITS = st.text("0123456789", min_size=7, max_size=7)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A Dutch number in digits: of a place, a company, a mobile, a service or a municipality."""
    kind = draw(st.sampled_from(["030", "088", "06", "0493", "0800", "0900", "0900 long", "14"]))
    digits = draw(DIGITS)
    if kind == "14":
        return "14" + draw(st.sampled_from(["030", "0493", "020", "0172"]))
    text = {
        "06": f"06{digits}1"[:10],
        "0493": f"0493{digits[:6]}",
        "0800": f"0800{digits[:4]}",
        "0900": f"0900{digits[:4]}",
        "0900 long": f"0900{digits}",
    }.get(kind, f"{kind}{digits}")
    try:
        Phone.parse(text)
    except ValueError:
        assume(False)
    return text


def target(digits: str) -> str:
    return "tel:" + digits if digits.startswith("14") else Phone.parse(digits).target


SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "-", "\u2013", ".", " - ", "&nbsp;", "&#8209;"])


@st.composite
def printed(draw: st.DrawFn, digits: str) -> str:
    """A number as a site may print it, in HTML."""
    gap = draw(SPACES)
    if digits.startswith("14"):
        return f"14{draw(st.sampled_from(['', gap]))}{digits[2:]}"
    area = 4 if digits.startswith(("08", "09")) and not digits.startswith("088") else draw(st.sampled_from([2, 3, 4]))  # fmt: skip
    head, rest = digits[:area], digits[area:]
    cut = draw(st.integers(1, len(rest)))
    body = rest if cut == len(rest) else rest[:cut] + gap + rest[cut:]
    styles = [f"{head}{gap}{body}", f"({head}) {body}", f"<b>{head}</b>{gap}{body}", digits]
    if digits[:2] not in ("08", "09") or digits.startswith("088"):
        styles += [
            f"+31 {head[1:]} {body}",
            f"+31{digits[1:]}",
            f"0031 {head[1:]}{gap}{body}",
            f"+31 (0){head[1:]} {body}",
            f"(+31) {head[1:]} {body}",
            f'<a href="tel:+31-{digits[1:]}">Bel ons</a>',
        ]
    return draw(st.sampled_from(styles))


AROUND = st.sampled_from(
    ["{}", "Bel {}.", "<td>{}</td><td>06-12345678</td>", "T: {}, ma-vr 8.30-17.00 uur",
     "<li>2026</li><li>{}</li>", "Tel.{}<br>1234 AB", "({})", "<p>Bel\n  {}\n  (lokaal tarief)</p>"]
)  # fmt: skip


@given(st.data())
def test_a_number_printed_in_any_usual_way_is_found(data: st.DataObject) -> None:
    digits = data.draw(numbers())
    page = data.draw(AROUND).format(data.draw(printed(digits)))
    assert mentions(target(digits), text_of(page.encode(), "utf-8")), page


@given(st.data())
def test_another_number_is_not_found(data: st.DataObject) -> None:
    ours, theirs = data.draw(numbers()), data.draw(numbers())
    assume(ours != theirs)
    page = data.draw(AROUND).format(data.draw(printed(theirs)))
    assume(ours != "0612345678")
    assert not mentions(target(ours), text_of(page.encode(), "utf-8")), page


def test_a_longer_number_in_groups_is_another() -> None:
    for space in " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}":
        assert not mentions("tel:09000000", f"0900{space}0000{space}000")
        assert mentions("tel:09000000", f"Bel 0900{space}0000.")


@given(st.data())
def test_a_number_with_one_digit_changed_is_another(data: st.DataObject) -> None:
    digits = data.draw(numbers())
    place = data.draw(st.integers(4, len(digits) - 1))
    other = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
    page = data.draw(printed(other))
    assert not mentions(target(digits), text_of(page.encode(), "utf-8")), page


@pytest.mark.parametrize(
    ("number", "page", "there"),
    [
        ("112", "Bel 112 bij nood", True),
        ("112", "2112 of 1120 of 030-1 12 34", False),
        ("14 030", "Bel 06-14 03 01 23", False),
        ("14 030", "Bel 0492-14 030", False),
        ("14 030", "postbus 14 030 12 uur", False),  # may be a part of another number
        ("0900-8844", "0900-8844 (lokaal tarief)", True),
        ("0900-1113", "0900-1113111", False),
        ("0900-1113", "0900 1113 111", False),
        ("0800-7000", '<a href="tel:08007000">Bel</a>', True),
        ("0800-7000", '<script>var a = "0800-7000"</script>', False),
        (
            "0800-7000",
            '<script type="application/ld+json">{"telephone": "0800-7000"}</script>',
            True,
        ),
        ("0800-7000", "<!-- 0800-7000 -->", False),
        ("030 286 10 00", "030 286 10 00 030 286 10 01", True),
        ("030 286 10 01", "030 286 10 00 / 030 286 10 01", True),
        ("030 286 10 00", "<td>030 28</td><td>6 10 00</td>", False),
        ("030 286 10 00", "030 286 10 000", False),
        ("030 286 10 00", "IBAN 1030 286 10 00", False),
        ("030 286 10 00", "IBAN 1030286 10 00", False),
        ("+32 2 555 44 33", "Bel 0032 2 555 44 33", True),
        ("088 20 80 080", '<a href="tel:+31%2088%202080080">Bel</a>', True),
        ("088 20 80 080", '<a href="tel:%2B31882080080">Bel</a>', True),
        ("088 20 80 080", '<a href="tel:+31%2088%202080081">Bel</a>', False),
        ("088 20 80 080", "088&shy;20&shy;80&shy;080", True),
        ("088 20 80 080", "&lrm;088&#8288; - &rlm;20 80 080&#8294;", True),
        ("088 20 80 080", "088 &bull; 20 80 080", True),
        ("088 20 80 080", "088 &middot; 20 80 080", True),
        ("0900-8844", "0900 &bull; 8844", True),
        ("0900-8844", "0900-8844 &bull; 0900-8845", True),
    ],
)
def test_numbers_on_pages(number: str, page: str, there: bool) -> None:
    assert mentions(Phone.parse(number).target, text_of(page.encode(), None)) is there


# --- the command ----------------------------------------------------------------------------------


def shipped_pages(here: Web) -> None:
    """The web as the shipped pack says it is."""
    for host, path, number in (
        ("www.politie.nl", "/contact/", "0900-8844"),
        ("organisaties.overheid.nl", "/", ""),
        ("www.onderwijsinspectie.nl", "/contact", "0900 11 13 111"),
        ("www.landelijksteunpuntextremisme.nl", "/", "088 - 20 80 080"),
        ("www.meldmisdaadanoniem.nl", "/", "<b>0800</b> - 7000"),
        ("www.socialestabiliteit.nl", "/", ""),
        ("www.nctv.nl", "/", ""),
        ("www.rijksoverheid.nl", HELP, ""),
    ):
        here.sites[host] = {"/robots.txt": Reply(ALL), path: Reply(PAGE.format(number))}


HELP = "/onderwerpen/terrorismebestrijding/vraag-en-antwoord/hulp-bij-radicalisering"


def command(
    here: Web, *arguments: str | Path, before: str = ""
) -> tuple[int, list[dict[str, Any]], str]:
    """The program, in a world where this web is all there is."""
    env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    env |= {"HTTPS_PROXY": here.proxy, "SSL_CERT_FILE": str(here.certificates)}
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{before}\nimport generate; sys.exit(generate.main(sys.argv[1:]))"  # fmt: skip
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            start,
            "check",
            "--json",
            "--today",
            "2026-11-23",
            *map(str, arguments),
        ],
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    findings = json.loads(done.stdout)["findings"] if done.stdout else []
    return done.returncode, findings, done.stderr


def test_check_asks_nothing_of_the_web_unless_it_is_told_to(here: Web) -> None:
    shipped_pages(here)
    assert command(here, "nationaal") == (0, [], "")
    assert here.asked == []


def test_links_asks_every_printed_address_and_is_silent_when_all_is_well(here: Web) -> None:
    shipped_pages(here)
    assert command(here, "nationaal", "--links") == (0, [], "")
    pages = {(request.host, request.path) for request in here.asked if "robots" not in request.path}
    assert pages == {(host, path) for host, site in here.sites.items() for path in site if "robots" not in path}  # fmt: skip


def test_links_tells_what_readers_would_find_where_the_address_stands(here: Web) -> None:
    shipped_pages(here)
    here.sites["www.politie.nl"]["/contact/"] = go("https://www.politie.nl/bel-ons")
    here.sites["www.politie.nl"]["/bel-ons"] = Reply(PAGE.format("0900-8843"))
    here.sites["www.nctv.nl"]["/"] = Reply("weg", 404)
    here.expired.add("www.meldmisdaadanoniem.nl")
    here.sites["www.rijksoverheid.nl"][HELP] = Reply("nee", 403)
    here.sites["www.socialestabiliteit.nl"]["/"] = go(
        "https://www.socialestabiliteit.nl/" + "x" * 40
    )
    here.sites["www.socialestabiliteit.nl"]["/" + "x" * 40] = Reply(PAGE)
    here.sites["organisaties.overheid.nl"]["/"] = go("http://127.0.0.1:1/", 302)
    here.sites["www.onderwijsinspectie.nl"]["/robots.txt"] = Reply("User-agent: *\nDisallow: /\n")
    code, findings, _ = command(here, "nationaal", "--links")
    assert code == 3
    lines = (SHIPPED / "organisations.yaml").read_text("utf-8").splitlines()
    told = {}
    for found in findings:
        assert found["file"] == "sources/organisations.yaml"
        line = lines[found["line"] - 1].strip()
        told[found["kind"], line.removeprefix("address: ").removeprefix("url: ")] = found
    assert {key: found["severity"] for key, found in told.items()} == {
        ("link-moved", "https://www.politie.nl/contact/"): "warning",
        ("link-no-number", "https://www.politie.nl/contact/"): "warning",
        ("link-gone", "https://www.nctv.nl"): "error",
        ("link-tls", "https://www.meldmisdaadanoniem.nl"): "error",
        ("link-refused", f"https://www.rijksoverheid.nl{HELP}"): "warning",
        ("link-moved", "https://www.socialestabiliteit.nl"): "warning",
        ("link-astray", "https://organisaties.overheid.nl"): "error",
        ("link-not-asked", "https://www.onderwijsinspectie.nl/contact"): "notice",
    }
    by_kind = {kind: found for (kind, _), found in told.items()}
    assert "0900-8844 staat niet op de pagina" in by_kind["link-no-number"]["message"]
    assert "het certificaat is verlopen" in by_kind["link-tls"]["message"]
    assert "niet gevraagd" in by_kind["link-not-asked"]["message"]
    moved = told["link-moved", "https://www.politie.nl/contact/"]
    assert moved["advice"] == "Zet hier het nieuwe adres: https://www.politie.nl/bel-ons"
    long = told["link-moved", "https://www.socialestabiliteit.nl"]
    assert long["advice"].endswith(
        "te lang voor een QR-code (74 tekens, 62 is het meeste):"
        " die gaat dan naar https://www.socialestabiliteit.nl"
    )


@pytest.mark.more
def test_links_asks_the_page_in_a_code_too_where_the_address_is_too_long_for_it(
    here: Web, tmp_path: Path
) -> None:
    shipped_pages(here)
    path = "/" + "x" * 60
    here.sites["www.nctv.nl"] = {"/robots.txt": Reply(ALL), path: Reply(PAGE.format(""))}
    text = (SHIPPED / "organisations.yaml").read_text("utf-8")
    (tmp_path / "organisations.yaml").write_text(
        text.replace("https://www.nctv.nl\n", f"https://www.nctv.nl{path}\n"), "utf-8"
    )
    _, findings, _ = command(here, "nationaal", "--links", "--sources", tmp_path)
    told = {found["kind"]: found["message"] for found in findings}
    assert told["link-gone"] == "https://www.nctv.nl bestaat niet meer (404)"


@pytest.mark.more
def test_the_pages_of_an_edition_are_asked_with_its_own_numbers(here: Web, tmp_path: Path) -> None:
    shipped_pages(here)
    editions = tmp_path / "mijn" / "editions"
    editions.mkdir(parents=True)
    (editions / "utrecht.yaml").write_text(
        "edition:\n  id: utrecht\n  kind: municipality\n  name: Utrecht\n  publisher: wij\n"
        "  version: 1\n  date: 2026-11-23\n  origin: hulp-bij-radicalisering\n  contacts:\n"
        "    - role: gemeente\n      phone: 14 030\n      web: https://www.utrecht.nl/contact\n"
        "      source: zelf\n      checked: 2026-11-23\n",
        "utf-8",
    )
    here.sites["www.utrecht.nl"] = {"/contact": Reply(PAGE.format("030 - 286 10 00"))}
    code, findings, _ = command(here, "--sources", tmp_path / "mijn", "utrecht", "--links")
    (found,) = findings
    assert (code, found["kind"], found["file"], found["line"]) == (0, "link-no-number", "mijn/editions/utrecht.yaml", 12)  # fmt: skip
    assert "14 030 staat niet op de pagina https://www.utrecht.nl/contact" in found["message"]
    assert here.paths("organisaties.overheid.nl") == []  # the municipality took its place


def test_without_its_libraries_it_is_told_how_to_install_it_with_exit_code_6(here: Web) -> None:
    for name in NEEDS:
        gone = f"sys.modules[{name!r}] = None"
        code, _, told = command(here, "nationaal", "--links", before=gone)
        assert code == 6
        assert "voor --links zijn httpx en protego nodig" in told
        assert "python -m pip install '.[links]'" in told
    gone = "; ".join(f"sys.modules[{name!r}] = None" for name in NEEDS)
    assert command(here, "nationaal", before=gone)[0] == 0
