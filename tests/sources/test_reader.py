"""A file says exactly what was typed, or the reader says on which line it does not."""

from __future__ import annotations

import errno
import os
import re
import sys
import time
from pathlib import Path

import icu
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from wegwijs.sources.problems import InvalidSources, Problem, reason
from wegwijs.sources.reader import Value, as_read, parse, read, unprintable

NAME = "sources/test.yaml"


def problems(text: str) -> list[Problem]:
    with pytest.raises(InvalidSources) as refused:
        parse(text, NAME)
    return list(refused.value.problems)


@pytest.mark.parametrize(
    "scalar",
    [
        *("030", "0900-8844", "14 030", "112", "NO", "no", "yes", "off", "True", "null", "~", "9:00", "08:00-17:00"),
        *("1.10", "1e3", ".inf", "0x1F", "0o17", "0b1", "1_000", "2026-11-23", "2026-11-23 10:00:00", "=", "<<"),
    ],
)  # fmt: skip
def test_what_is_typed_stays_what_was_typed(scalar: str) -> None:
    assert parse(f"a: {scalar}\nb: [{scalar}]\n", NAME).data == {"a": scalar, "b": [scalar]}
    assert parse(f"{scalar}: x\n", NAME).data == {scalar: "x"}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a:", ""),
        ("a: >\n  een\n  twee\n\n  drie\n", "een twee drie"),
        ("a: |\n  een\n  twee\n", "een twee"),
        ('a: "een\\ttwee\\u00a0drie"', "een twee drie"),
        ("a: een\ttwee", "een twee"),
        ("a: 'it''s'", "it's"),
        ("a: e\u0301", "\u00e9"),
        ("a: x\u200cy\u200dz", "x\u200cy\u200dz"),
    ],
)
def test_white_space_is_one_space_and_letters_are_composed(typed: str, printed: str) -> None:
    assert parse(typed, NAME).data == {"a": printed}


def test_brackets_without_end_are_told_with_their_line() -> None:
    # Some versions of the parser stop at its own limit, before our reader knows the place.
    (problem,) = problems("a:\n " + "[" * 2_000)
    assert (problem.file, problem.line) == (NAME, 2)
    assert "meer dan 12 lagen diep" in problem.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [(3, "", "'a' staat hier nog eens (ook op regel 1)")]),
        ("a: 1\r\nb: 2\r\na: 3\r\n", [(3, "", "'a' staat hier nog eens (ook op regel 1)")]),
        ("a:\n  - b: 1\n    b: 2\n", [(3, "a[1]", "'b' staat hier nog eens (ook op regel 2)")]),
        ("a: 1\n'a': 2\n", [(2, "", "'a' staat hier nog eens")]),
        ("e\u0301: 1\n\u00e9: 2\n", [(2, "", "'\u00e9' staat hier nog eens")]),
        ("a: 1\nb: &x 2\n", [(2, "b", "anker &x")]),
        ("a: &x 1\nb: *x\n", [(1, "a", "anker &x"), (2, "b", "verwijzing *x: schrijf de waarde voluit")]),
        ("a: &a\n  - *a\n", [(1, "a", "anker &a"), (2, "a[1]", "verwijzing *a")]),
        ("a:\n  <<: *x\n", [(2, "a.<<", "verwijzing *x")]),
        ("a: 1\nb: !!python/object:os.system x\n", [(2, "b", "label tag:yaml.org,2002:python/object:os.system")]),
        ("a: !!str 1\n", [(1, "a", "label tag:yaml.org,2002:str")]),
        ("a: !eigen {b: 1}\n", [(1, "a", "label !eigen")]),
        ("a: 1\n---\nb: 2\n", [(3, "", "hier begint een tweede document")]),
        ("a: 1\n...\n---\nb: 2\n---\nc: 3\n", [(4, "", "tweede document"), (6, "", "tweede document")]),
        ("a:\n " + "[" * 11 + "]" * 11, []),
        ("a:\n " + "[" * 12 + "]" * 12, [(2, "a" + "[1]" * 11, "meer dan 12 lagen diep")]),
        ("? [a]\n: 1\n", [(1, "", "een veldnaam moet gewone tekst zijn")]),
        ("'': 1\n", [(1, "", "een veldnaam moet gewone tekst zijn")]),
        ("a: 1\nb: [1\nc: 2\n", [(2, "", "geen geldige YAML: de haak [ op deze regel")]),
        ("a: 1\nb: c: d\n", [(2, "", "geen geldige YAML: hier staat een dubbele punt te veel")]),
        ("a: 1\n b: c\n", [(2, "", "geen geldige YAML: deze regel springt niet goed in")]),
        ('a: 1\nb: "c\n', [(2, "", "het aanhalingsteken op deze regel wordt niet gesloten")]),
        ("a: 1\nb: 's-Graveland\nc: 2\n", [(2, "", "het aanhalingsteken op deze regel wordt niet gesloten")]),
        ("a: 1\nb: 's-Graveland\nc: 2 # 't Gooi\nd: 3\n", [(2, "", "het aanhalingsteken op deze regel wordt pas op regel 3 gesloten")]),
        ("a:\n\tb: 1\n", [(2, "", "geen geldige YAML: hier staat een tab")]),
        ("a: 1\nb: @c\n", [(2, "", "geen geldige YAML: een waarde kan niet met @ beginnen")]),
        ('a: 1\nb: "\\ud800"\n', [(2, "", "geen geldige YAML: kijk op deze regel")]),
        ("", [(0, "", "het bestand is leeg")]),
        ("# alleen\n\n# uitleg\n", [(0, "", "het bestand is leeg")]),
        ("a: 1\nb: x\0y\n", [(2, "", "stuurteken (U+0000)")]),
        ("a: \u00e9\u00e9\U0001f600\nb: 1\nc: \x07\nd: 1\ne: 1\n", [(3, "", "stuurteken (U+0007)")]),
        ('a: 1\nb: "\\0"\n', [(2, "b", "U+0000")]),
        ('a: 1\nb: "\\e[31m"\n', [(2, "b", "U+001B")]),
        ("a: 1\nb:\n  - 0900\u202e4488\n", [(3, "b[1]", "U+202E (RIGHT-TO-LEFT OVERRIDE)")]),
        ("a: \u2066x\u2069\n", [(1, "a", "U+2066 (LEFT-TO-RIGHT ISOLATE)")]),
        ("a: org\u200banisatie\n", [(1, "a", "U+200B (ZERO WIDTH SPACE)")]),
        ("a: org\u00adanisatie\n", [(1, "a", "U+00AD (SOFT HYPHEN)")]),
        ("a: x\nb: \ufeffx\n", [(2, "b", "U+FEFF")]),
        ("a: \ue000\n", [(1, "a", "U+E000")]),
        ("a\u202e: 1\n", [(1, "?", "U+202E")]),
        ("a: " + "x" * 2000, []),
        ("a: 1\nb: " + "x" * 2001, [(2, "b", "een tekst van 2.001 tekens; 2.000 is het meeste")]),
        (
            "a: &x 1\na: \u202e\nb: !t\nc: *x\n---\nd: 1\n",
            [(1, "a", "anker"), (2, "", "nog eens"), (2, "a", "U+202E"), (3, "b", "label"), (4, "c", "verwijzing"), (6, "", "tweede")],
        ),
    ],
)  # fmt: skip
def test_everything_that_is_wrong_is_told_with_its_line(
    text: str, expected: list[tuple[int, str, str]]
) -> None:
    if not expected:
        parse(text, NAME)
        return
    found = problems(text)
    assert [(problem.file, problem.line, problem.field) for problem in found] == [
        (NAME, line, field) for line, field, _ in expected
    ]
    for problem, (_, _, message) in zip(found, expected, strict=True):
        assert message in problem.message
        assert not re.search(r"\b(?:found|expected|while|not|the|scanning)\b", problem.message)


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"a: 1\nb: caf\xe9\n", 2, "Bewaar het bestand als UTF-8"),
        (b"a: 1\n\nb: \xed\xa0\x80\n", 3, "Bewaar het bestand als UTF-8"),
        ("a: 1\n".encode("utf-16"), 1, "Bewaar het bestand als UTF-8"),
        (b"a: " + b"x" * 10_000_000, 0, "het bestand is 10.000.003 bytes groot"),
        (b"", 0, "het bestand is leeg"),
    ],
)
def test_a_file_that_is_no_text_of_ours_is_refused(
    tmp_path: Path, content: bytes, line: int, message: str
) -> None:
    file = tmp_path / "test.yaml"
    file.write_bytes(content)
    with pytest.raises(InvalidSources) as refused:
        read(file, NAME)
    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == (NAME, line)
    assert message in problem.message


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "test.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: een\r\n  twee\r\n")
    document = read(file, NAME)
    assert document.data == {"a": "1", "b": "een twee"}
    assert (document.line(("a",)), document.line(("b",))) == (1, 2)


def refusal(path: Path) -> str:
    start = time.process_time()
    with pytest.raises(InvalidSources) as refused:
        read(path, NAME)
    assert time.process_time() - start < 2
    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == (NAME, 0)
    return problem.message


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert "niet te lezen" in refusal(tmp_path / "weg.yaml")
    assert "dit is een map" in refusal(tmp_path)
    sparse = tmp_path / "groot.yaml"
    with sparse.open("wb") as file:
        file.truncate(100_000_000)
    assert "100.000.000 bytes" in refusal(sparse)


yaml_like = st.lists(
    st.sampled_from(
        [*"-?:,[]{}#&*!|>'\"%@`~ \n\t\r\\\0\ufeff\u2028\x85", "a", "a: ", "\n  ", "- ", "---\n", "&a ", "*a", '"\\u', "é", "\U0001f600"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(st.text() | yaml_like)
@example("\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"))
def test_any_text_is_a_tree_of_clean_strings_or_a_list_of_problems(text: str) -> None:
    try:
        document = parse(text, NAME)
    except InvalidSources as error:
        assert error.problems
        assert all(0 <= problem.line <= len(text.splitlines()) + 1 for problem in error.problems)
        return
    for place, value in document.scalars():
        assert unprintable(value) is None
        assert 1 <= document.line(place) <= len(text.splitlines()) + 1


@given(content=st.binary() | yaml_like.map(str.encode))
def test_any_bytes_are_a_tree_or_a_list_of_problems(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.yaml"
    file.write_bytes(content)
    try:
        read(file, NAME)
    except InvalidSources as error:
        assert {problem.file for problem in error.problems} == {NAME}


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("oﬃcier van justitie in Delﬁjnwĳk", "officier van justitie in Delfijnwĳk"),
        ("ﻣﺮﺣﺒﺎ", "مرحبا"),
        ("cafe\u0301  De\nBrug", "café De Brug"),
        ("20 m², ½ dag, ﷺ", "20 m², ½ dag, ﷺ"),  # signs of their own, which stay
    ],
)
def test_letters_that_were_copied_in_one_piece_are_read_as_letters(
    typed: str, read_as: str
) -> None:
    assert parse(f"x: |\n  {typed.replace(chr(10), chr(10) + '  ')}\n", NAME).data == {"x": read_as}


safe = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30
).map(as_read).filter(lambda text: unprintable(text) is None)  # fmt: skip
keys = safe.filter(bool)
trees = st.recursive(
    safe, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=20
)  # fmt: skip


def test_what_nobody_sees_has_no_place_in_print_but_for_the_joiners_of_spelling() -> None:
    unseen = {
        chr(code)
        for code in range(sys.maxunicode + 1)
        if icu.Char.hasBinaryProperty(code, icu.UProperty.DEFAULT_IGNORABLE_CODE_POINT)
    }
    assert {"\u034f", "\u3164", "\U000e0100"} < unseen
    assert {char for char in unseen if unprintable(f"a{char}b") is None} == {"\u200c", "\u200d"}


@given(trees)
def test_a_tree_written_by_another_program_is_read_back_as_it_was(tree: Value) -> None:
    for unicode in (True, False):
        written = yaml.safe_dump(tree, allow_unicode=unicode, default_style='"', width=60)
        # It labels what looks like a number in plain style only; in quotes there is no label.
        assert parse(written, NAME).data == tree


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x"), "de schijf is vol"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "dat mag niet van de computer"),
        (OSError(errno.ENOTTY, os.strerror(errno.ENOTTY)), f"fout {errno.ENOTTY} van de computer"),
        (OSError(errno.ELOOP, "deze map is een koppeling"), "deze map is een koppeling"),
        (OSError("iets van ons"), "iets van ons"),
    ],
)
def test_what_the_system_says_is_told_in_dutch(error: OSError, words: str) -> None:
    assert reason(error) == words
