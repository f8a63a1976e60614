"""Suggest the option, command or choice that was meant by a Dutch or mistyped word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

import click

from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.sources.invocation import quoted
from wegwijs.sources.kinds import KINDS

CUTOFF = 0.7  # least similarity; worse guesses do not help

# What people type for each option.
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "all": ("alle", "alles", "allemaal"),
    "allow-drafts": ("concept", "concepten", "ook-concept", "drafts", "met-concepten"),
    "dask": ("cluster",),
    "dpi": ("scherpte", "resolutie"),
    "dry-run": ("proef", "proberen", "droog", "test", "simuleer", "proefdraaien"),
    "edition": ("editie", "edities", "uitgave", "gemeente", "school"),
    "force": ("forceer", "forceren", "opnieuw", "dwing", "altijd"),
    "guides": ("hulplijnen", "lijnen", "vouwlijnen", "snijlijnen"),
    "help": ("hulp", "uitleg", "helpen"),
    "into": ("naar", "doelmap", "waarheen"),
    "jobs": ("processen", "kernen", "taken"),
    "kind": ("soort", "type"),
    "language": ("taal", "talen", "lang", "taalcode", "vertaling"),
    "links": ("koppelingen", "webadressen", "adressen", "urls"),
    "markdown": ("mail", "tekst"),
    "name": ("naam",),
    "offset": ("verschuiving", "verschuif", "schuif", "marge"),
    "only": ("alleen", "enkel"),
    "open": ("openen", "tonen"),
    "output": ("uitvoer", "map", "uitvoermap", "doel", "out"),
    "pdf-judge": ("keuring", "keurder", "pdf-keuring"),
    "product": ("producten", "products", "soort-product"),
    "profile": ("profiel", "drukwerk", "drukker"),
    "quiet": ("stil", "rustig", "zwijg"),
    "report": ("verslag", "rapport"),
    "sources": ("bron", "bronnen", "gegevens", "bronmap", "eigen-gegevens", "data", "invoer"),
    "strict": ("streng", "strikt"),
    "today": ("vandaag", "datum", "peildatum"),
    "version": ("versie",),
}
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "build": ("bouw", "bouwen", "maak", "maken", "genereer", "make", "generate"),
    "changes": ("wijzigingen", "veranderingen", "verschillen", "diff", "wijziging"),
    "check": ("controleer", "controleren", "controle", "valideer"),
    "import": ("importeer", "importeren", "invoeren", "ophalen", "haal"),
    "init": ("begin", "beginnen", "start", "nieuw", "maak-editie"),
    "pack": ("inpakken", "pak-in", "bundel", "export"),
    "preview": ("voorbeeld", "plaatjes", "plaatje", "bekijk", "bekijken", "toon"),
    "proof": ("nakijken", "kijk-na", "keur", "keuren", "keuring", "drukproef", "proef", "bewijs"),
    "roo": ("register", "gemeenten"),
    "schema": ("jsonschema",),
    "status": ("stand", "overzicht", "toestand"),
    "translate": ("vertaal", "vertalen", "vertaling", "vertalingen"),
    "unpack": ("uitpakken", "pak-uit"),
    "update": ("bijwerken", "werk-bij", "ververs", "verversen"),
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    **{id_: product.aliases for id_, product in PRODUCTS.items()},
    **{id_: kind.aliases for id_, kind in KINDS.items()},
    "office": ("kantoor", "printer", "kopieerapparaat"),
    "press": ("drukker", "drukkerij", "drukwerk", "drukpers"),
}
# The argument that a command has instead of an option.
_PLACES = {"edition": "EDITIE", "output": "MAP", "language": "TAAL", "into": "MAP"}


def suggest(typed: str, known: Iterable[str], dutch: Mapping[str, tuple[str, ...]]) -> str:
    """Return the known name that was meant, or an empty string."""
    names = list(known)
    words = {word: name for name in names for word in dutch.get(name, ())}
    words |= {name: name for name in names}
    plain = re.sub(r"[\s_]+", "-", typed.strip().lower())[:40]
    close = get_close_matches(plain, words, n=1, cutoff=CUTOFF)
    return words[close[0]] if close else ""


def unknown_option(error: click.NoSuchOption, typed_all: Sequence[str] = ()) -> str:
    """Return the message for an unknown option: the one that was meant, and where it belongs.

    ``typed_all`` is the whole command line: the option's value is repeated.
    """
    typed = error.option_name
    unknown = f"de optie {typed} bestaat niet."
    if not typed.startswith("--"):
        return f"{unknown} Een optie begint met twee streepjes, zoals --help."
    if error.ctx is None:
        return unknown
    command, top = error.ctx.command, error.ctx.find_root().command
    everywhere = {name for _, options in _commands(top) for name in options} | {"version"}
    name = _exactly(typed[2:], everywhere) or suggest(typed[2:], _options(command), OPTIONS)
    name = name or suggest(typed[2:], everywhere, OPTIONS)
    said = f"{typed} hoort hier niet." if typed == f"--{name}" else unknown
    if not name:
        return said
    if name in _options(command):
        value = _value(typed, typed_all, _options(command)[name])
        return f"{said} Bedoelt u --{name}{value}?"
    return f"{said} {_where(name, error.ctx, top, lambda option: _value(typed, typed_all, option))}"


def _value(typed: str, typed_all: Sequence[str], option: click.Option) -> str:
    """Return the value typed after an option, with a space before it; empty for a flag."""
    if option.is_flag:
        return ""
    for word, following in zip(typed_all, [*typed_all[1:], "-"], strict=True):
        name, equals, value = word.partition("=")
        if name == typed and (equals or not following.startswith("-")):
            return f" {quoted(value if equals else following)}"
    return ""


def _exactly(typed: str, names: Iterable[str]) -> str:
    """Return the option for this Dutch word, or with this name in another command."""
    return next((name for name in names if typed in (name, *OPTIONS.get(name, ()))), "")


def _where(
    name: str, context: click.Context, top: click.Command, value_for: Callable[[click.Option], str]
) -> str:
    """Return which command has an option that this command lacks."""
    commands = dict(_commands(top))
    command, path = context.command, context.command_path
    if command is top and isinstance(top, click.Group):  # most likely "build" was left out
        command, path = top.commands["build"], f"{path} build"
        if name in commands["build"]:
            option = commands["build"][name]
            value = value_for(option) or ("" if option.is_flag else " ...")
            return f"Bedoelt u: {path} --{name}{value}"
    if place := _behind(command, name):
        return f"Bedoelt u: {path} {place}"
    where = [known for known, options in commands.items() if name in options]
    if not where:
        return f"Bedoelt u: {context.find_root().command_path} --{name}"
    return f"--{name} is een optie van: {', '.join(where)}."


def unknown_command(typed: str, group: click.Group, *, top: bool) -> str:
    """Return the message for an unknown command."""
    name = suggest(typed, group.commands, COMMANDS)
    close = f" Bedoelt u {name}?" if name else ""
    edition = " Een editie maakt u met: python generate.py build EDITIE" if top else ""
    known = ", ".join(group.commands)
    return f"de opdracht {typed!r} bestaat niet.{close} Kies uit: {known}.{edition}"


def unknown_choice(typed: object, choices: Iterable[str]) -> str:
    """Return the message for an unknown choice."""
    known = list(choices)
    name = suggest(str(typed), known, CHOICES)
    close = f". Bedoelt u {name}?" if name else ""
    return f"kies uit {', '.join(known)}{close}"


def _options(command: click.Command) -> dict[str, click.Option]:
    return {
        name.removeprefix("--"): option
        for option in command.params
        if isinstance(option, click.Option)
        for name in option.opts
    }


def _commands(
    group: click.Command, above: str = ""
) -> Iterator[tuple[str, dict[str, click.Option]]]:
    """Yield every command by its full name, with its options."""
    for name, command in group.commands.items() if isinstance(group, click.Group) else ():
        yield f"{above}{name}", _options(command)
        yield from _commands(command, f"{above}{name} ")


def _behind(command: click.Command, name: str) -> str:
    """Return the argument that replaces an option of other commands."""
    for param in command.params:
        place = _PLACES.get(name)
        if isinstance(param, click.Argument) and place and place in (param.metavar or ""):
            return place
    return ""
