"""A number or address is printed as the organisation writes it, leads where it should, or is refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sources.values import Email, Phone, Times, Url


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("112", "112"),
        ("113", "113"),
        ("14 030", "14030"),
        ("14 0411", "140411"),
        ("0900-8844", "09008844"),
        ("0900-1113111", "09001113111"),
        ("0900 111 3 111", "09001113111"),
        ("0800-7000", "08007000"),
        ("0800-0432", "08000432"),
        ("(0900) 18 52", "09001852"),
        ("+31 900 8844", "09008844"),
        ("088 20 80 080", "+31882080080"),
        ("030-285 66 16", "+31302856616"),
        ("(030) 285 66 16", "+31302856616"),
        ("+31 (0)30 285 66 16", "+31302856616"),
        ("06-12345678", "+31612345678"),
        ("+32 2 555 12 12", "+3225551212"),
    ],
)
def test_a_number_is_printed_as_written_and_dialled_as_a_phone_in_the_netherlands_needs_it(
    written: str, dialled: str
) -> None:
    phone = Phone.parse(written)
    assert (phone.display, str(phone), phone.target) == (written, written, f"tel:{dialled}")


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("0900-WIJKAGENT", "alleen cijfers"),
        ("0900-8844 (24 uur)", "alleen cijfers"),
        ("O30-285 66 16", "alleen cijfers"),
        ("", "alleen cijfers"),
        ("-112", "alleen cijfers"),
        ("088 20 80 080\n", "alleen cijfers"),
        ("112\n", "alleen cijfers"),
        ("088 20\n80 080", "alleen cijfers"),
        ("\u0660\u0668\u0668 20 80 080", "alleen cijfers"),
        ("14 0\u0663\u0660", "alleen cijfers"),
        ("０３０-285 66 16", "alleen cijfers"),
        ("0900\u202e-8844", "alleen cijfers"),
        ("\u2066112\u2069", "alleen cijfers"),
        ("0900\u20118844", "alleen cijfers"),
        ("0900\u00a08844", "alleen cijfers"),
        ("tel:112", "alleen cijfers"),
        ("112;ext=1", "alleen cijfers"),
        ("((030) 285 66 16", "alleen cijfers"),
        ("0--30 285 66 16", "alleen cijfers"),
        ("088 20 80 08", "Tel de cijfers na"),
        ("088 20 80 0800", "Tel de cijfers na"),
        ("0800-700", "Tel de cijfers na"),
        ("0900-88441", "Tel de cijfers na"),
        ("0900-111311", "Tel de cijfers na"),
        ("0900-11131111", "Tel de cijfers na"),
        ("144", "Tel de cijfers na"),
        ("1122", "Tel de cijfers na"),
        ("14 03", "Tel de cijfers na"),
        ("9" * 300, "geen telefoonnummer"),
        ("14030", "Schrijf het zo: 14 030"),
        ("0140529", "Schrijf het zo: 14 0529"),
        ("(014) 030", "Schrijf het zo: 14 030"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused_with_an_advice(written: str, advice: str) -> None:
    with pytest.raises(ValueError, match=advice) as refused:
        Phone.parse(written)
    assert repr(written) in str(refused.value)


@pytest.mark.parametrize(
    "written", ["info@hetlse.nl", "ess@minszw.nl", "a.b-c_d+e@sub.organisatie.nl"]
)
def test_an_email_address_is_printed_as_written_and_opens_a_mail(written: str) -> None:
    email = Email.parse(written)
    assert (email.display, str(email), email.target) == (written, written, f"mailto:{written}")


@pytest.mark.parametrize(
    "written",
    [
        *("", "info", "info@", "@hetlse.nl", "info@hetlse", "info@hetlse.n", "info@1.2.3.4"),
        *("in fo@hetlse.nl", "info@het lse.nl", "info@hetlse.nl\n", "info@hetlse.nl ", "info@@hetlse.nl"),
        *("info@hetlse..nl", "in..fo@hetlse.nl", ".info@hetlse.nl", "info.@hetlse.nl", "info@-hetlse.nl"),
        *("mailto:info@hetlse.nl", "info@hetlse.nl?bcc=x@y.nl", "<info@hetlse.nl>", "info@hetlse.nl:25"),
        *("info@m\u00fcnchen.nl", "inf\u043e@hetlse.nl", "info@hetlse\u202e.nl", "info@\u0665\u0665.nl", "i\u200bnfo@hetlse.nl"),
    ],
)  # fmt: skip
def test_what_is_not_an_email_address_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match=r"Schrijf het zo: info@organisatie\.nl"):
        Email.parse(written)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("https://www.politie.nl/contact/", "politie.nl"),
        ("https://organisaties.overheid.nl", "organisaties.overheid.nl"),
        ("https://a-b.nl/p/a.html?x=1&y=%20#top", "a-b.nl"),
    ],
)
def test_a_web_address_leads_to_all_of_it_and_prints_its_domain(written: str, printed: str) -> None:
    url = Url.parse(written)
    assert (url.target, url.display, str(url)) == (written, printed, printed)


@pytest.mark.parametrize(
    "written",
    [
        *("", "organisatie.nl", "www.organisatie.nl", "//organisatie.nl", "https:organisatie.nl", "https://"),
        *("javascript:alert(1)", "javascript://organisatie.nl/%0aalert(1)", "data:text/html,x", "file:///etc/passwd"),
        *("http://organisatie.nl", "ftp://organisatie.nl", "HTTPS://organisatie.nl", "https://Organisatie.nl"),
        *("https://jan@organisatie.nl", "https://jan:geheim@organisatie.nl", "https://politie.nl@evil.nl"),
        *("https://organisatie.nl:443", "https://organisatie.nl:8080/x", "https://organisatie.nl:"),
        *("https://organisatie", "https://1.2.3.4", "https://[::1]/", "https://[::1", "https://organisatie..nl"),
        *("https://organisatie.nl./", "https://-organisatie.nl", "https://organisatie.nl\\@evil.nl"),
        *("https://organisatie.nl/a b", " https://organisatie.nl", "https://organisatie.nl ", "https://organisatie.nl/a\nb"),
        *("https://organisatie.nl\n", "https://organisatie.nl/\t", "https://orga\nnisatie.nl", "https://organisatie.nl/\u202egro"),
        *("https://m\u00fcnchen.nl", "https://\u0440\u043elitie.nl", "https://organisatie.nl/\u00e9", "https://organisatie\u3002nl"),
        *('https://organisatie.nl/"', "https://organisatie.nl/<x>", "https://organisatie.nl/\x00"),
    ],
)  # fmt: skip
def test_a_web_address_that_could_mislead_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match=r"bijvoorbeeld https://www\.organisatie\.nl"):
        Url.parse(written)


@pytest.mark.parametrize(
    ("written", "printed"),
    [("08:00-17:00", "8.00–17.00"), ("00:00-24:00", "0.00–24.00"), ("11:30-21:05", "11.30–21.05")],
)
def test_opening_hours_are_printed_as_dutch_readers_write_them(written: str, printed: str) -> None:
    times = Times.parse(written)
    assert (times.display, str(times)) == (printed, printed)


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        *((text, "Schrijf ze zo: 08:00-17:00") for text in ("", "-", "8:00-17:00", "08.00-17.00", "08:00 - 17:00")),
        *((text, "Schrijf ze zo: 08:00-17:00") for text in ("08:00-25:00", "08:00-24:30", "08:60-17:00", "8-17")),
        *((text, "Schrijf ze zo: 08:00-17:00") for text in ("08:00-17:00\n", "0\u0668:00-17:00", "08:00-17:0\u0660")),
        *((text, "sluitingstijd moet na") for text in ("17:00-08:00", "08:00-08:00")),
    ],
)  # fmt: skip
def test_opening_hours_that_cannot_be_are_refused_with_an_advice(written: str, advice: str) -> None:
    with pytest.raises(ValueError, match=advice):
        Times.parse(written)


near_numbers = st.text("0123456789+() -\u0660\u202e\nx", max_size=20)
near_addresses = st.text("abz.@-:/?%[]09\u00e9\u202e \n", max_size=20)


@given(st.text() | near_numbers)
@example("1" * 251)
def test_whatever_is_typed_as_a_number_is_printed_exactly_so_or_refused(text: str) -> None:
    try:
        phone = Phone.parse(text)
    except ValueError:
        return
    assert phone.display == text
    number = phone.target.removeprefix("tel:").removeprefix("+")
    assert number.isascii()
    assert number.isdigit()


@given(st.text() | near_addresses | near_addresses.map(lambda text: f"a@{text}.nl"))
def test_whatever_is_typed_as_an_email_address_is_printed_exactly_so_or_refused(text: str) -> None:
    try:
        email = Email.parse(text)
    except ValueError:
        return
    assert email.display == text
    assert text.isascii()
    assert text.isprintable()


@given(st.text() | near_addresses.map(lambda text: f"https://{text}"))
def test_whatever_is_typed_as_a_web_address_is_a_plain_https_address_or_refused(text: str) -> None:
    try:
        url = Url.parse(text)
    except ValueError:
        return
    assert url.target == text
    host = text.removeprefix("https://").partition("/")[0].partition("?")[0].partition("#")[0]
    assert url.display in host
    assert set(host) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-")


@given(st.text() | st.text("0123456789:-", max_size=11))
def test_whatever_is_typed_as_opening_hours_is_two_times_in_order_or_refused(text: str) -> None:
    try:
        times = Times.parse(text)
    except ValueError:
        return
    assert text == f"{times.opens}-{times.closes}"
    assert times.opens < times.closes
