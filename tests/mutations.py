"""What can happen to a file between two programs: by accident, by an editor, or by somebody who means harm."""

# ruff: noqa: S608 - the names in the statements are those of the database itself

from __future__ import annotations

import datetime as dt
import io
import json
import random
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import yaml

DEEP = 5_000  # levels of nesting: far more than any reader should follow
BOMB = 300_000_000  # bytes that a part of a zip grows to
SIGNS = ("\x00", "\x07", "\x1b[2J", "\x85", "\u202e", "\u2066", "\ufeff", "\u2028", "\ud7ff", "\U0010ffff", "\t", "\r")
YAML_BITS = (
    "&a ", "*a", "*none", "!!python/object/apply:os.system ['true']", "!!binary 4pyT", "!x ", "<<: *a", "<<: {a: 1}",
    "? ", "- ", "---\n", "...\n", "%YAML 9.9\n", "|+\n", ">", "{", "[", "}", "]", ": ", "#", "'", '"', "@", "`", ", ",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 3, 6, 10**30, -(2**63), 2**64, 0.5, -0.0, 1e308, float("inf"), float("nan"), "", " ",
    "null", "yes", "é\u202e", "2026-02-30", "0000-00-00", "9999-12-31", dt.date(1, 1, 1),
    dt.datetime(2026, 1, 1, tzinfo=dt.UTC), b"\xff", "x" * 70_000, "../../etc/passwd", "=1+1", "%s {x}", "last", "U1.1",
    "it-ambition@9.9", [], {}, [[]], [None], {"a": None}, {1: 2}, {None: 1},
)  # fmt: skip


def mutated_text(text: str, chance: random.Random) -> bytes:
    """Return a text in which one to three things went wrong, in some encoding."""
    if chance.random() < 0.4:
        text = _in_the_tree(text, chance)
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3))):
        text = chance.choice(TEXTS)(text, chance)
    data = text.encode(chance.choice(ENCODINGS) if chance.random() < 0.1 else "utf-8", "replace")
    return mutated_bytes(data, chance) if chance.random() < 0.15 else data


def mutated_bytes(data: bytes, chance: random.Random) -> bytes:
    """Return bytes of which some were flipped, cut off, left out, doubled or made zero."""
    begin = chance.randrange(len(data) + 1)
    length = chance.choice((1, 8, 100, 5000))
    match chance.randrange(6):
        case 0:
            return data[:begin]
        case 1:
            return data[:begin] + data[begin + length :]
        case 2:
            return data[: begin + length] + data[begin:]
        case 3:
            return data[:begin] + bytes(length) + data[begin + length :]
        case 4:
            return data[:begin] + chance.randbytes(length) + data[begin + length :]
    flipped = bytearray(data)
    for _ in range(length if flipped else 0):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-7")


def _lines(change: Callable[[list[str], random.Random], None]) -> Callable[[str, random.Random], str]:
    def changed(text: str, chance: random.Random) -> str:
        lines = text.splitlines(keepends=True) or [""]
        change(lines, chance)
        return "".join(lines)

    return changed


def _remove(lines: list[str], chance: random.Random) -> None:
    begin = chance.randrange(len(lines))
    del lines[begin : begin + chance.choice((1, 1, 3, 30))]


def _double(lines: list[str], chance: random.Random) -> None:
    begin = chance.randrange(len(lines))
    lines[begin:begin] = lines[begin : begin + chance.choice((1, 1, 3, 30))] * chance.choice((1, 1, 50))


def _swap(lines: list[str], chance: random.Random) -> None:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _indent(lines: list[str], chance: random.Random) -> None:
    one = chance.randrange(len(lines))
    lines[one] = chance.choice((" ", "  ", "\t", "    - ")) + lines[one]


def _value(lines: list[str], chance: random.Random) -> None:
    one = chance.randrange(len(lines))
    key, colon, _ = lines[one].partition(":")
    odd = yaml.safe_dump(chance.choice(VALUES), allow_unicode=True, default_flow_style=True).split("\n...")[0]
    lines[one] = f"{key}{colon} {odd.strip()}\n"


def _inserted(bits: tuple[str, ...]) -> Callable[[str, random.Random], str]:
    def insert(text: str, chance: random.Random) -> str:
        place = chance.randrange(len(text) + 1)
        return text[:place] + chance.choice(bits) + text[place:]

    return insert


def _nested(text: str, chance: random.Random) -> str:
    place = text.find(": ", chance.randrange(len(text) + 1)) + 2
    return text[:place] + chance.choice(("[" * DEEP, "{a: " * DEEP, "[" * 60 + "]" * 60, "- " * DEEP)) + text[place:]


def _laughs(text: str, _: random.Random) -> str:
    names = "abcdefghij"
    rows = [f"{name}: &{name} [{', '.join(['*' + names[number - 1]] * 9)}]" for number, name in enumerate(names)][1:]
    return "\n".join(["a: &a [x]", *rows, text])


def _digits(text: str, chance: random.Random) -> str:
    places = [number for number, sign in enumerate(text) if sign.isdigit()] or [0]
    place = chance.choice(places)
    return (
        text[:place]
        + chance.choice(("9" * 5000, "-1", "1e999", "0x1F", "0o7", "1_0", "１", "²", ""))
        + text[place + 1 :]
    )


TEXTS: tuple[Callable[[str, random.Random], str], ...] = (
    _lines(_remove), _lines(_double), _lines(_swap), _lines(_indent), _lines(_value), _lines(_value),
    _inserted(SIGNS), _inserted(YAML_BITS), _inserted(YAML_BITS), _nested, _laughs, _digits, _digits,
    lambda text, _: text.replace("\n", "\r\n"),
    lambda text, _: text.replace("\n", "\r"),
    lambda text, _: text.replace("  ", "\t"),
    lambda text, chance: text[: chance.randrange(len(text) + 1)],
    lambda text, chance: text * chance.choice((2, 20)),
)  # fmt: skip


def _in_the_tree(text: str, chance: random.Random) -> str:
    """Return a text of YAML of which one value, key or branch is another one; as it is where it is no YAML."""
    try:
        tree = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return text
    _change_tree(tree, chance)
    return yaml.dump(tree, allow_unicode=True, sort_keys=False, Dumper=yaml.SafeDumper)


def _change_tree(tree: Any, chance: random.Random) -> None:
    places = list(_places(tree))
    for _ in range(chance.choice((1, 1, 2, 4)) if places else 0):
        holder, key = chance.choice(places)
        with suppress(KeyError, IndexError):
            _change(holder, key, chance, places)


def _change(holder: Any, key: Any, chance: random.Random, places: list[tuple[Any, Any]]) -> None:
    match chance.randrange(5):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[chance.choice(("x", "", 1, None, True, "id", "U1.1", "é" * 99, "a: b"))] = holder.pop(key)
        case 2:
            from_holder, from_key = chance.choice(places)
            holder[key] = yaml.safe_load(yaml.safe_dump(from_holder[from_key]))
        case _:
            holder[key] = chance.choice(VALUES)


def _places(tree: Any) -> Any:
    keys = list(tree) if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in keys:
        yield tree, key
        yield from _places(tree[key])


def mutated_zip(data: bytes, chance: random.Random) -> bytes:
    """Return a zip (a workbook) of which a part is gone, another one, damaged, or far too large."""
    if chance.random() < 0.25:
        return mutated_bytes(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        parts = {name: read.read(name) for name in read.namelist()}
    for _ in range(chance.choice((1, 1, 2))):
        name = chance.choice(list(parts))
        match chance.randrange(7):
            case 0:
                del parts[name]
            case 1:
                other = chance.choice(list(parts))
                parts[name], parts[other] = parts[other], parts[name]
            case 2:
                parts[name] = mutated_bytes(parts[name], chance)
            case 3:
                parts[name] = chance.choice(XML_BITS) + parts[name]
            case 4:
                parts[chance.choice((name, "xl/vbaProject.bin", "../x", "xl/worksheets/sheet9.xml"))] = b"<x/>"
            case _:
                parts[name] = _xml_value(parts[name], chance)
    if chance.random() < 0.06:
        parts[chance.choice(list(parts))] = b" " * BOMB
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    ) as zipped:
        for name, content in parts.items():
            stored = zipfile.ZIP_DEFLATED if len(content) == BOMB else None
            zipped.writestr(name, content, stored)
    return out.getvalue()


XML_BITS = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    b"<?xml version='1.0' encoding='utf-16'?>", b"\xff\xfe", b"<" * 100, b"<a>" * DEEP,
)  # fmt: skip
XML_VALUES = (
    b"",
    b"-1",
    b"9" * 400,
    b"1e999",
    b"NaN",
    b"1.5",
    b"x",
    b"\x00",
    b"ZZZ99999999",
    b"A1:XFD1048576",
    b"#REF!",
    b"&e;",
)


def _xml_value(data: bytes, chance: random.Random) -> bytes:
    """Return XML in which one attribute or one text is another one."""
    begin = max(data.find(chance.choice((b'="', b">")), chance.randrange(len(data) + 1)), 0)
    begin += 2 if data[begin : begin + 2] == b'="' else 1
    ends = [end for end in (data.find(b'"', begin), data.find(b"<", begin)) if end >= 0]
    return data[:begin] + chance.choice(XML_VALUES) + data[min(ends, default=begin) :]


def mutate_store(path: Path, chance: random.Random) -> None:
    """Damage a store in a file: its bytes, or its tables by statements that no Meetlat gives."""
    if chance.random() < 0.3:
        path.write_bytes(_damaged_pages(path.read_bytes(), chance))
        return
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        tables = [
            name.decode() for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for _ in range(chance.choice((1, 1, 2, 5))):
            with suppress(sqlite3.Error):
                _spoil(connection, chance.choice(tables), tables, chance)
        connection.commit()


def _damaged_pages(data: bytes, chance: random.Random) -> bytes:
    match chance.randrange(5):
        case 0:  # the header
            place = chance.randrange(100)
            return data[:place] + chance.randbytes(chance.choice((1, 4))) + data[place + 1 :]
        case 1:  # the table of tables
            return data[:100] + mutated_bytes(data[100:4096], chance)[:3996] + data[4096:]
        case 2:  # a page
            place = 4096 * chance.randrange(len(data) // 4096)
            return (
                data[:place] + chance.choice((bytes(4096), chance.randbytes(4096), data[:4096])) + data[place + 4096 :]
            )
    return mutated_bytes(data, chance)


def _spoil(connection: sqlite3.Connection, table: str, tables: list[str], chance: random.Random) -> None:
    """Give one statement; the names are those of the database itself."""
    columns = [row[1].decode() for row in connection.execute(f'PRAGMA table_info("{table}")')]
    column = chance.choice(columns or [""])
    order, most = chance.randrange(1, 50), chance.choice((1, 1, 3, 999))
    some = f'WHERE rowid IN (SELECT rowid FROM "{table}" ORDER BY rowid % {order} LIMIT {most})'
    match chance.randrange(9):
        case 0:
            connection.execute(f'DROP TABLE "{table}"')
        case 1:
            connection.execute(f'DELETE FROM "{table}" {some}')
        case 2:
            connection.execute(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
        case 3:
            connection.execute(f'ALTER TABLE "{table}" RENAME TO "x{chance.choice(tables)}"')
        case 4:
            connection.execute(f'INSERT INTO "{table}" SELECT * FROM "{table}" LIMIT 3')
        case 5:
            for name in columns[chance.randrange(2) :]:
                connection.execute(f'UPDATE "{table}" SET "{name}" = ? {some}', (_cell(None, chance),))
        case _:
            for rowid, value in connection.execute(f'SELECT rowid, "{column}" FROM "{table}" {some}').fetchall():
                connection.execute(
                    f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (_cell(value, chance), rowid)
                )


def _cell(value: object, chance: random.Random) -> object:
    """Return another value for a cell: of another type, or the same text (often JSON) with something wrong in it."""
    if isinstance(value, bytes) and len(value) > 1 and chance.random() < 0.7:
        text = value.decode("utf-8", "replace")
        if text[0] in "{[" and chance.random() < 0.7:
            with suppress(ValueError, TypeError):
                tree = json.loads(text)
                _change_tree(tree, chance)
                return json.dumps(tree, default=str)
        return chance.choice(TEXTS)(text, chance)
    return chance.choice(
        (None, 0, -1, 6, 2**62, 0.5, 1e999, "", "x", "é\x00", b"\xff", "{}", "[]", "null", "2026-02-30", "nan")
    )
