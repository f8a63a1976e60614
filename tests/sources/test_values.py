"""A number or address is printed as the organisation writes it, leads where it should, or is refused."""

from __future__ import annotations

import re
from urllib.parse import unquote

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberType

from wegwijs.sources.hours import Times
from wegwijs.sources.numbering import AREA_CODES, EMERGENCY, SHORT
from wegwijs.sources.problems import Misspelt
from wegwijs.sources.values import Accent, Email, Phone, Url


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
        ("116 111", "116111"),
        ("116 006", "116006"),
        ("116 000", "116000"),
        ("116123", "116123"),
        ("1400", "1400"),
        ("088 20 80 080", "+31882080080"),
        ("030-285 66 16", "+31302856616"),
        ("(030) 285 66 16", "+31302856616"),
        ("+31 (0)30 285 66 16", "+31302856616"),
        ("06-12345678", "+31612345678"),
        ("+31 30 285 66 16", "+31302856616"),
        ("(+31) 30 285 66 16", "+31302856616"),
        ("0031 30 285 66 16", "+31302856616"),
        ("+32 2 555 12 12", "+3225551212"),
        ("0032 2 555 12 12", "+3225551212"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("+39 06 6982 0000", "+390669820000"),
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
        ("116 117", "Tel de cijfers na"),
        ("286 00 00", "met het netnummer erbij"),
        ("14 099", "netnummer 099 bestaat niet"),
        ("14 0900", "netnummer 0900 bestaat niet"),
        ("14 0000", "netnummer 0000 bestaat niet"),
        ("14 0103", "netnummer 0103 bestaat niet"),  # 010 and a digit
        ("911", "alarmnummer van een ander land. Hier is dat 112"),
        ("999", "alarmnummer van een ander land. Hier is dat 112"),
        ("1122", "Tel de cijfers na"),
        ("14 03", "Tel de cijfers na"),
        ("9" * 300, "geen telefoonnummer"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused_with_an_advice(written: str, advice: str) -> None:
    with pytest.raises(ValueError, match=re.escape(advice)) as refused:
        Phone.parse(written)
    assert repr(written)[:100] in str(refused.value)
    assert len(str(refused.value)) < 300
    assert not isinstance(refused.value, Misspelt)
    assert not re.search(r"\b(?:number|did|not|seem|too|string)\b", str(refused.value))


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("302860000", "030 286 00 00"),
        ("30 286 00 00", "030 286 00 00"),
        ("31302860000", "030 286 00 00"),
        ("+31 030 286 00 00", "030 286 00 00"),
        ("+31 (0)(0)30 286 00 00", "030 286 00 00"),
        ("0031 030 2860000", "030 286 00 00"),
        ("612345678", "06 12 34 56 78"),
        ("513123456", "0513 12 34 56"),
        ("+31 900 8844", "0900-8844"),
        ("+31 (0)900 8844", "0900-8844"),
        ("900-8844", "0900-8844"),
        ("0031 800 7000", "0800-7000"),
        ("+31 88 20 80 080", "088 20 80 080"),
        ("+31882080080", "088 208 00 80"),
        ("+31 (0)88 20 80 080", "088 20 80 080"),
        ("+31 116 111", "116 111"),
        ("+31 1400", "1400"),
        ("14030", "14 030"),
        ("140 30", "14 030"),
        ("+31 14 030", "14 030"),
        ("0140529", "14 0529"),
        ("(014) 030", "14 030"),
        ("+44 020 7946 0958", "+44 20 7946 0958"),
    ],
)
def test_a_number_whose_digits_reach_nobody_is_refused_with_the_right_spelling(
    written: str, right: str
) -> None:
    with pytest.raises(Misspelt, match=re.escape(f"Schrijf het zo: {right}")) as refused:
        Phone.parse(written)
    assert refused.value.right == right
    assert Phone.parse(right).display == right


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("030–286 00 00", "030-286 00 00"),
        ("030 – 286 00 00", "030-286 00 00"),
        ("030 - 286 00 00", "030-286 00 00"),
        ("030—286 00 00", "030-286 00 00"),
        ("030\u2011286\u00a000\u00a000", "030-286 00 00"),
        ("030\u202f286\u200900 00", "030 286 00 00"),
        ("030.286.00.00", "030 286 00 00"),
        ("030 · 286 00 00", "030 286 00 00"),
        ("030/286 00 00", "030-286 00 00"),
        ("( 030 ) 286 00 00", "(030) 286 00 00"),
        ("030 286 00 00.", "030 286 00 00"),
        ("0900\u20118844", "0900-8844"),
        ("14\u00a0030", "14 030"),
        ("14  030", "14 030"),
        ("+ 31 30 286 00 00", "+31 30 286 00 00"),
    ],
)
def test_spaces_dashes_and_points_around_groups_are_understood(written: str, printed: str) -> None:
    assert Phone.parse(written) == Phone.parse(printed)
    assert Phone.parse(printed).display == printed


@pytest.mark.parametrize(
    "written", ["112", "1 1 2", "0800-8112", "0800 81 12", "+31 112", "800 8112"]
)
def test_the_emergency_number_has_a_place_of_its_own(written: str) -> None:
    with pytest.raises(ValueError, match="is het alarmnummer, en dat staat al op elk product"):
        Phone.ordinary(written)


def test_the_area_codes_are_those_of_all_numbers_that_exist() -> None:
    for code in AREA_CODES:
        number = phonenumbers.parse(code + "2" * (10 - len(code)), "NL")
        assert phonenumbers.number_type(number) == PhoneNumberType.FIXED_LINE, code
        assert phonenumbers.is_valid_number(number), code
    for first in range(100, 1000):
        number = phonenumbers.parse(f"0{first}200000", "NL")
        known = {f"0{first}"[:3], f"0{first}"} & AREA_CODES
        if phonenumbers.number_type(number) == PhoneNumberType.FIXED_LINE:
            assert len(known) == 1, first
        else:
            assert not known, first


def test_short_numbers_are_those_that_the_numbering_plan_has_in_use() -> None:
    for number in {*SHORT} - {"113"}:  # in use here since 2020, and not yet in phonenumbers
        short = phonenumbers.PhoneNumber(country_code=31, national_number=int(number))
        assert phonenumbers.is_valid_short_number_for_region(short, "NL"), number
    assert {number.replace(" ", "") for number in SHORT.values()} == {*SHORT}
    assert "112" in EMERGENCY


@pytest.mark.parametrize(
    ("written", "opened"),
    [
        *((text, text) for text in ("info@hetlse.nl", "ess@minszw.nl", "a.b-c_d+e@sub.organisatie.nl")),
        *((text, text) for text in ("'t.oor@x.nl", "_info@x.nl", "info-@x.nl", "!$*~@x.nl", "1@x.nl", "Jan.Jansen@X.nl")),
        ("jan&piet@x.nl", "jan%26piet@x.nl"),
        ("100%@x.nl", "100%25@x.nl"),
        ("a/b?c=d#e@x.nl", "a%2Fb%3Fc%3Dd%23e@x.nl"),
        ("{a|b}^`@x.nl", "%7Ba%7Cb%7D%5E%60@x.nl"),
        ("info@m\u00fcnchen.de", "info@xn--mnchen-3ya.de"),
        (f"{'a' * 64}@x.nl", f"{'a' * 64}@x.nl"),
    ],
)  # fmt: skip
def test_an_email_address_is_printed_as_written_and_opens_a_mail(written: str, opened: str) -> None:
    email = Email.parse(written)
    assert (email.display, str(email), email.target) == (written, written, f"mailto:{opened}")


@pytest.mark.parametrize(
    "written",
    [
        *("", "info", "info@", "@hetlse.nl", "info@hetlse", "info@hetlse.n", "info@1.2.3.4"),
        *("in fo@hetlse.nl", "info@het lse.nl", "info@hetlse.nl\n", "info@hetlse.nl ", "info@@hetlse.nl"),
        *("info@hetlse..nl", "in..fo@hetlse.nl", ".info@hetlse.nl", "info.@hetlse.nl", "info@-hetlse.nl"),
        *("mailto:info@hetlse.nl", "info@hetlse.nl?bcc=x@y.nl", "<info@hetlse.nl>", "info@hetlse.nl:25"),
        *("a@b@c.nl", '"a b"@x.nl', "a(b)@x.nl", "a,b@x.nl", "a;b@x.nl", f"{'a' * 65}@x.nl", f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 12}.nl"),
        *("info@p\u043elitie.nl", "info@M\u00fcnchen\u3002nl", "inf\u00f6@hetlse.nl", "inf\u043e@hetlse.nl", "info@hetlse\u202e.nl", "info@\u0665\u0665.nl", "i\u200bnfo@hetlse.nl"),
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
    assert url.code == written


@pytest.mark.parametrize(
    ("written", "target", "printed"),
    [
        ("https://www.s\u00fadwestfrysl\u00e2n.nl/x", "https://www.xn--sdwestfrysln-zbb93a.nl/x", "s\u00fadwestfrysl\u00e2n.nl"),
        ("https://m\u00fcnchen.de", "https://xn--mnchen-3ya.de", "m\u00fcnchen.de"),
        ("https://stra\u00dfe.example", "https://xn--strae-oqa.example", "stra\u00dfe.example"),
        ("https://xn--mnchen-3ya.de", "https://xn--mnchen-3ya.de", "m\u00fcnchen.de"),
        ("https://\u043f\u0440\u0438\u043a\u043b\u0430\u0434.example", "https://xn--80aikifvh.example", "\u043f\u0440\u0438\u043a\u043b\u0430\u0434.example"),
        # Cyrillic that looks like "politie" is shown as browsers do.
        ("https://xn--litie-iyen.nl", "https://xn--litie-iyen.nl", "xn--litie-iyen.nl"),
    ],
)  # fmt: skip
def test_a_domain_with_other_letters_is_printed_as_people_write_it_and_encoded_for_machines(
    written: str, target: str, printed: str
) -> None:
    url = Url.parse(written)
    assert (url.target, url.display, url.code) == (target, printed, target)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("https://x.nl/100%", "https://x.nl/100%25"),
        ("https://x.nl/100%/a?b=%zz", "https://x.nl/100%25/a?b=%25zz"),
        ("https://x.nl/a?b=1&amp;c=2", "https://x.nl/a?b=1&c=2"),
        ("https://x.nl/a?b=1&#38;c=2", "https://x.nl/a?b=1&c=2"),
        ("https://x.nl/a)", "https://x.nl/a"),
        ("https://x.nl/a).", "https://x.nl/a"),
        ("https://x.nl/a_(b))", "https://x.nl/a_(b)"),
        ("https://x.nl/a]", "https://x.nl/a"),
        ("https://x.nl/a.", "https://x.nl/a"),
        ("https://x.nl/a,", "https://x.nl/a"),
        ("https://x.nl/a'", "https://x.nl/a"),
        ("https://x.nl.", "https://x.nl"),
        ("https://x.nl)", "https://x.nl"),
        ("HTTPS://Www.X.nl/Pad", "https://www.x.nl/Pad"),
        ("https://x.nl/caf\u00e9", "https://x.nl/caf%C3%A9"),
        ("https://x.nl/?a[b]=1", "https://x.nl/?a%5Bb%5D=1"),
    ],
)
def test_what_was_copied_with_a_web_address_is_refused_with_what_to_write(
    written: str, right: str
) -> None:
    with pytest.raises(Misspelt, match=re.escape(f"Schrijf het zo: {right}")) as refused:
        Url.parse(written)
    assert refused.value.right == right
    assert Url.parse(right).target == right


@pytest.mark.parametrize(
    "written",
    [
        *("https://x.nl/a_(b)", "https://x.nl/a'b'", "https://x.nl/%20", "https://x.nl/?a=b&c=d==", "https://x.nl/a;b,c"),
        *("https://x.nl/~a/$b/", "https://x.nl/a?b=1&copy=2"),
    ],
)  # fmt: skip
def test_what_a_web_address_may_hold_is_taken(written: str) -> None:
    assert Url.parse(written).target == written


@pytest.mark.parametrize(
    "written",
    [
        *("", "organisatie.nl", "www.organisatie.nl", "//organisatie.nl", "https:organisatie.nl", "https://"),
        *("javascript:alert(1)", "javascript://organisatie.nl/%0aalert(1)", "data:text/html,x", "file:///etc/passwd"),
        *("http://organisatie.nl", "ftp://organisatie.nl", "https://", "https:///organisatie.nl"),
        *("https://jan@organisatie.nl", "https://jan:geheim@organisatie.nl", "https://politie.nl@evil.nl"),
        *("https://organisatie.nl:443", "https://organisatie.nl:8080/x", "https://organisatie.nl:"),
        *("https://organisatie", "https://1.2.3.4", "https://[::1]/", "https://[::1", "https://organisatie..nl"),
        *("https://organisatie.nl./", "https://-organisatie.nl", "https://organisatie.nl\\@evil.nl"),
        *("https://organisatie.nl/a b", " https://organisatie.nl", "https://organisatie.nl ", "https://organisatie.nl/a\nb"),
        *("https://organisatie.nl\n", "https://organisatie.nl/\t", "https://orga\nnisatie.nl", "https://organisatie.nl/\u202egro"),
        *("https://\u0440\u043elitie.nl", "https://\u0440\u043e\u0441.nl", "https://polit\u0131e.nl", "https://organisatie\u3002nl", "https://\u2460.nl"),
        *("https://xn--a.nl", "https://xn--.nl", "https://a_b.nl", f"https://{'a' * 64}.nl", f"https://{'b.' * 127}nl"),
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


near_numbers = st.text("0123456789+() -./\u2013\u00a0\u0660\u202e\nx", max_size=20)
groups = st.lists(
    st.sampled_from(["+", "00", "(0)", "0", "31", "14", "30", "030", "88", "0900", "8844", "112", "116", "2", "00", "286", "-", " ", "(", ")"]),
    min_size=1, max_size=10,
).map("".join)  # fmt: skip
near_addresses = st.text("abz.@-:/?%[]()&;09\u00e9\u00fc\u043e\u202e \n", max_size=20)


def digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


@given(st.text() | near_numbers | groups)
@example("1" * 251)
@example("0" * 30)
@example("(0)(010000000)(0)")
@example("0(0)31 30 286 00 00")
def test_whatever_is_printed_as_a_number_is_what_a_reader_presses(text: str) -> None:
    """A rule of its own: 0 and the number, or + or 00 and a country, one (0) apart."""
    try:
        phone = Phone.parse(text)
    except Misspelt as misspelt:
        assert Phone.parse(misspelt.right).display == misspelt.right
        return
    except ValueError:
        return
    assert digits(phone.display) == digits(text)
    assert re.fullmatch(r"[0-9+() -]+", phone.display)
    assert Phone.parse(phone.display) == phone
    dialled = phone.target.removeprefix("tel:")
    assert re.fullmatch(r"\+?[0-9]+", dialled)
    pressed = digits(phone.display)
    abroad = "+" in phone.display or pressed.startswith("00")
    if abroad:
        pressed = digits(phone.display.replace("(0)", "", 1)).removeprefix("00")
        assert dialled == f"+{pressed}"
    elif dialled.startswith("+31"):
        assert pressed == f"0{dialled[3:]}"
    else:
        assert pressed == dialled


@given(st.text() | near_addresses | near_addresses.map(lambda text: f"a@{text}.nl"))
def test_whatever_is_typed_as_an_email_address_is_printed_exactly_so_or_refused(text: str) -> None:
    try:
        email = Email.parse(text)
    except ValueError:
        return
    assert email.display == text or "xn--" in text
    assert text.isprintable()
    local, _, host = email.target.removeprefix("mailto:").partition("@")
    assert unquote(local) == text.partition("@")[0]
    assert host.isascii()
    assert not set(" ?#&") & set(email.target)


@given(st.text() | near_addresses.map(lambda text: f"https://{text}"))
def test_whatever_is_typed_as_a_web_address_is_a_plain_https_address_or_refused(text: str) -> None:
    try:
        url = Url.parse(text)
    except Misspelt as misspelt:
        assert Url.parse(misspelt.right).target.startswith("https://")
        return
    except ValueError:
        return
    host = re.split("[/?#]", text.removeprefix("https://"), maxsplit=1)[0]
    assert url.target == text or not host.isascii()
    assert url.target.isascii()
    assert url.display in host or "xn--" in host
    machine = re.split("[/?#]", url.target.removeprefix("https://"), maxsplit=1)[0]
    assert set(machine) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    assert not re.search("%(?![0-9A-Fa-f]{2})|&amp;", url.target)
    assert url.code in (url.target, url.target.partition("#")[0], f"https://{machine}", "")


@pytest.mark.parametrize("written", ["", "BFDCC4", "groen", "#BFD"])
def test_a_colour_that_is_none_is_refused_with_its_quotes(written: str) -> None:
    """Without quotes # begins a comment, and there is no colour."""
    with pytest.raises(ValueError, match="tussen aanhalingstekens: '#BFDCC4'"):
        Accent.parse(written)


@given(st.text() | st.text("0123456789:-", max_size=11))
def test_whatever_is_typed_as_opening_hours_is_two_times_in_order_or_refused(text: str) -> None:
    try:
        times = Times.parse(text)
    except ValueError:
        return
    assert text == f"{times.opens}-{times.closes}"
    assert times.opens < times.closes or times.closes <= "06:00"
