"""What the answers of the web mean for the printed addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wegwijs.sources.checks.context import PrintedAddress
from wegwijs.sources.checks.finding import Finding, Severity
from wegwijs.sources.links.answers import LinkTrouble, PageAnswer
from wegwijs.sources.links.page import mentions, text_of
from wegwijs.sources.values import Url, too_long

# For each trouble: severity, message and advice. A page that is gone or that a
# browser warns about is an error; what may be temporary is a warning.
_TROUBLE = {
    LinkTrouble.GONE: (
        Severity.ERROR,
        "{url} bestaat niet meer ({detail})",
        "Zoek op de website van {who} de nieuwe pagina en zet het adres hier",
    ),
    LinkTrouble.TLS: (
        Severity.ERROR,
        "{url} is niet veilig te openen: {detail}",
        "Een telefoon waarschuwt voor deze site. Vraag {who} om dit te herstellen",
    ),
    LinkTrouble.LOOP: (
        Severity.ERROR,
        "{url} verwijst steeds door, naar {detail}",
        "Open het adres zelf. Lukt dat niet, zoek dan een ander adres van {who}",
    ),
    LinkTrouble.ASTRAY: (
        Severity.ERROR,
        "{url} verwijst door naar {detail}",
        "Zoek op de website van {who} de goede pagina, en laat hun dit weten",
    ),
    LinkTrouble.SERVER: (
        Severity.WARNING,
        "{url}: de server van {who} heeft een storing ({detail})",
        "Probeer het morgen nog eens, voordat u print",
    ),
    LinkTrouble.UNREACHABLE: (
        Severity.WARNING,
        "{url} is niet te bereiken: {detail}",
        "Werkt uw internet? Probeer het dan later nog eens, of open het adres zelf",
    ),
    LinkTrouble.REFUSED: (
        Severity.WARNING,
        "{url} laat ons programma niet toe ({detail})",
        "Open het adres zelf",
    ),
    LinkTrouble.NOT_ASKED: (
        Severity.NOTICE,
        "{url}: niet gevraagd, want de site wil geen programma's ({detail})",
        "Open het adres zelf",
    ),
}


def verdicts(
    printed: Sequence[PrintedAddress], answers: Mapping[str, PageAnswer]
) -> Iterator[Finding]:
    """Yield the findings for each printed address."""
    pages: dict[str, str] = {}
    for one, url in ((who, address) for who in printed for address in who.addresses):
        answer = answers[url]
        printed_here = url == one.url.target  # else only in its QR code
        if answer.moved and printed_here:
            yield _moved(one, answer.moved)
        if answer.trouble:
            severity, message, advice = _TROUBLE[answer.trouble]
            words = {"url": url, "who": one.who, "detail": answer.detail}
            kind = f"link-{answer.trouble.value}"
            yield one.finding(kind, severity, message.format(**words), advice.format(**words))
        elif one.phone and answer.page is not None and printed_here:
            if url not in pages:
                pages[url] = text_of(answer.page, answer.charset)
            if not mentions(one.phone.target, pages[url]):
                yield _no_number(one, answer)


def _moved(one: PrintedAddress, new: str) -> Finding:
    advice = f"Zet hier het nieuwe adres: {new}"
    try:
        found = Url.parse(new)
    except ValueError:
        advice = "Het nieuwe adres kunnen wij niet afdrukken. Vraag de organisatie om een ander"
    else:
        if one.in_qr and found.code != found.target:
            leads = f"die gaat dan naar {found.code}" if found.code else "er komt er dan geen"
            advice += f". Het is te lang voor een QR-code ({too_long(found)}): {leads}"
    message = f"{one.url.target} is voorgoed verhuisd naar {new}"
    return one.finding("link-moved", Severity.WARNING, message, advice)


def _no_number(one: PrintedAddress, answer: PageAnswer) -> Finding:
    """A missing number may be on another page: a person must look."""
    part = " (alleen het begin is gelezen)" if answer.cut else ""
    return one.finding(
        "link-no-number",
        Severity.WARNING,
        f"het nummer {one.phone} staat niet op de pagina {one.url.target}{part}",
        f"Kijk of {one.who} nog dit nummer heeft",
    )
