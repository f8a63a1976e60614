"""What the checks work on: the editions that could be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from wegwijs.sources.checks.finding import Finding, Severity
from wegwijs.sources.consistency import Section
from wegwijs.sources.facts import kept_ways
from wegwijs.sources.load import Loaded
from wegwijs.sources.model import LocalContact, Organisation
from wegwijs.sources.reader import ParsedFile, Place
from wegwijs.sources.values import Phone, Url
from wegwijs.sources.ways import PHONE, WAYS, WEB, Way, reached

# For a language's fonts: returns the first character of a text that none of them has.
Glyphs = Callable[[Sequence[str]], Callable[[str], str | None]]


class CheckContext(Struct, frozen=True):
    """The editions that could be read, and the date of the check.

    ``folders`` go from the shipped one to the user's own. ``complete``: these are all editions of
    the user's own folder.
    """

    editions: tuple[Loaded, ...]
    folders: tuple[Path, ...]
    today: date
    glyphs: Glyphs
    complete: bool = False

    def sections(self, *names: str) -> Iterator[tuple[str, Section]]:
        """Yield a section of all editions; shared ones once."""
        seen: set[tuple[str, int]] = set()
        for loaded in self.editions:
            for name in names:
                section = loaded.sections[name]
                key = (name, id(section.document))
                if key not in seen:
                    seen.add(key)
                    yield name, section

    def is_own(self, document: ParsedFile, place: Place = ()) -> bool:
        """Whether a document, or a place in it, is in the user's own folder."""
        file, _, _ = document.at(place)
        own = self.folders[-1].name  # of a folder, or of an edition as one file
        return file == own or file.startswith(f"{own}/")


class PrintedAddress(Struct, frozen=True):
    """A web address that readers are sent to: whose it is, and where it stands.

    ``in_qr``: it is printed as a QR code, not only as text. ``phone`` is the number that its page
    should have; none for the page of a chat.
    """

    who: str
    url: Url
    document: ParsedFile
    place: Place
    in_qr: bool
    phone: Phone | None = None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The pages that readers reach: by the link, and by a QR code that differs."""
        link, code = self.url.target, self.url.code if self.in_qr else ""
        return (link, code) if code and code != link.partition("#")[0] else (link,)

    def finding(self, kind: str, severity: Severity, message: str, advice: str) -> Finding:
        """Return a finding at the place of the address."""
        return finding_at(self.document, self.place, kind, severity, message, advice)


def finding_at(
    document: ParsedFile,
    place: Place,
    kind: str,
    severity: Severity,
    message: str,
    advice: str = "",
    **data: str,
) -> Finding:
    """Return a finding at a place in a file."""
    return Finding(*document.at(place), kind, severity, message, advice, tuple(data.items()))


def printed_addresses(editions: Iterable[Loaded]) -> list[PrintedAddress]:
    """Return every web address that some edition prints, once per place."""
    found: dict[tuple[int, Place, Phone | None], PrintedAddress] = {}
    for loaded in editions:
        for one in _printed(loaded):
            found.setdefault((id(one.document), one.place, one.phone), one)
    return list(found.values())


def _printed(loaded: Loaded) -> Iterator[PrintedAddress]:
    """Yield the addresses of an edition; its own contact replaces an organisation's page."""
    pack, sections = loaded.pack, loaded.sections
    shown = {id_ for group in pack.groups for id_ in group.organisations}
    leading: set[str | None] = set()
    for index, organisation in enumerate(pack.organisations):
        if organisation.id not in shown:
            continue
        own = pack.own_contact(organisation)
        replaced = reached(own) if own else {}
        if own and WEB.id in replaced:
            leading.add(own.role)
        phone = replaced.get(PHONE.id) or reached(organisation).get(PHONE.id)
        kept = kept_ways(organisation, own)
        for way, url in _pages(organisation):
            if way.id in kept and way.id not in replaced:
                place: Place = ("organisations", index, way.id, way.key)
                document = sections["organisations"].document
                asked = phone if way is WEB else None
                yield PrintedAddress(organisation.name, url, document, place, way is WEB, asked)
    for index, contact in enumerate(pack.edition.contacts):
        who = " ".join(filter(None, (contact.label or contact.role, pack.edition.name)))
        for way, url in _pages(contact):
            place = ("edition", "contacts", index, way.id)
            document = sections["edition"].document
            in_qr = way is WEB and contact.role in leading
            asked = contact.phone if way is WEB else None
            yield PrintedAddress(who, url, document, place, in_qr, asked)
    origin = pack.sources[pack.edition.origin]
    if origin.url:
        document = sections["sources"].origins[pack.edition.origin]
        place = ("sources", pack.edition.origin, "url")
        yield PrintedAddress(origin.title, origin.url, document, place, False)


def _pages(somebody: Organisation | LocalContact) -> Iterator[tuple[Way, Url]]:
    """Yield the ways that are web addresses."""
    for id_, value in reached(somebody).items():
        if isinstance(value, Url):
            yield WAYS[id_], value
