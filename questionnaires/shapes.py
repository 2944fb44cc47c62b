"""Hold nodes against our own types: what fits becomes plain data, what does not becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from questionnaires.language import Phrase, phrase
from questionnaires.model import LevelNumber
from questionnaires.nodes import Mapping, Node, Refused, Scalar, Sequence, problem_at
from questionnaires.problems import Problem
from questionnaires.suggestions import choose, did_you_mean

WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,39})\Z")  # not 010, 1_000 or 1:30, which YAML 1.1 reads as 8, 1000 and 90
NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?\Z")
NO_TEXT = re.compile(  # what one YAML reader or another takes for a truth value, a number or a date
    r"""(?: yes|no|on|off|true|false
    | [-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)? | [-+]?\.[0-9_]+ | [-+]?\.(?:inf|nan) | 0[xob][0-9a-f_]+
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?  # 16:42 is 1002 to YAML 1.1
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*
    )\Z""",
    re.IGNORECASE | re.VERBOSE,
)


class Absent:
    """The type of ABSENT."""


ABSENT = Absent()  # nothing was written, or what was written does not fit

Problems = list[Problem]
Fitting = Callable[[Node, str, Problems], Any]


class Shapes:
    """Fits nodes to types, each type read in its own way; `special` says how to read the types that need more.

    A fitting takes a node, the name of its field (for messages) and the list to which it adds problems. It returns
    plain data: dict, list, str, int, float or bool; ABSENT where nothing fits. Inside, parts that do not fit are None:
    so positions stay, and what is wrong is not taken for missing.
    """

    def __init__(self, special: dict[Any, Fitting] | None = None) -> None:
        self._fittings: dict[Any, Fitting] = {str: text(), bool: truth, **(special or {})}

    def fit(self, shape: Any, node: Node, problems: Problems, name: str = "") -> Any:
        """Return plain data that fits a type."""
        return self.fitting(shape)(node, name, problems)

    def fitting(self, shape: Any) -> Fitting:
        """Return how a type is read."""
        known = self._fittings.get(shape)
        if known is None:
            known = self._fittings[shape] = self._new(shape)
        return known

    def _new(self, shape: Any) -> Fitting:
        limits = None
        if get_origin(shape) is Annotated:
            shape, limits = get_args(shape)[:2]
        origin, parts = get_origin(shape), get_args(shape)
        if shape is str:
            return text(limits)
        if shape in (int, float):
            return number(shape, limits or msgspec.Meta())
        if origin is Literal:
            return choice(parts)
        if origin in (Union, UnionType):
            kinds = [part for part in parts if part is not NoneType]
            fitting = self.fitting(kinds[0]) if len(kinds) == 1 else whole_or_text
            return or_nothing(fitting) if NoneType in parts else fitting
        least = (limits and limits.min_length) or 0
        if origin is dict:
            return table(get_args(parts[0]), self.fitting(parts[1]), least)
        if origin is tuple:
            return row(self.fitting(parts[0]), least, None if parts[-1] is ... else len(parts))
        fields = {
            field.encode_name: (self.fitting(field.type), field.required) for field in msgspec.structs.fields(shape)
        }
        return record(fields)


def text(limits: msgspec.Meta | None = None) -> Fitting:
    """Read a text; one without quotes that YAML may read as something else is a problem."""
    least = limits.min_length if limits else None
    pattern = re.compile(limits.pattern) if limits and limits.pattern else None

    def fit(node: Node, name: str, problems: Problems) -> Any:
        if not isinstance(node, Scalar):
            return refuse(node, problems, phrase("‘{name}’ must be a text.", name=name),
                          phrase("Write it behind the colon, in quotes."))  # fmt: skip
        if (least and not node.text.strip()) or node.is_nothing:
            problems.append(problem_at(node, "empty-text", phrase("‘{name}’ is empty.", name=name),
                                       phrase("Write the text, in quotes.")))  # fmt: skip
            return ABSENT
        if pattern and not pattern.match(node.text):
            problems.append(_not_like(node, name))
            return ABSENT
        if node.is_plain and NO_TEXT.match(node.text):
            message = phrase("‘{name}’ must be a text; without quotes, {value} is not one.",
                             name=name, value=node.text)  # fmt: skip
            return refuse(node, problems, message, phrase('Put it in quotes: "{value}".', value=node.text))
        return node.text

    return fit


def _not_like(node: Scalar, name: str) -> Problem:
    if name == "version":
        return problem_at(
            node, "invalid-version", phrase("‘{value}’ is not a version.", value=node.text),
            phrase("Write three numbers with points between them, for example 1.0.0."),
        )  # fmt: skip
    if name == "equivalent_to":
        return problem_at(
            node, "invalid-item-and-rev", phrase("‘{value}’ is not an item with its rev.", value=node.text),
            phrase("Write the item, @ and the rev that it had, for example U2.1@1."),
        )  # fmt: skip
    return problem_at(
        node, "invalid-id", phrase("‘{value}’ cannot be an id.", value=node.text),
        phrase("Start with a letter, then only letters, digits, points, hyphens and underscores."),
    )  # fmt: skip


def day(node: Node, name: str, problems: Problems) -> Any:
    """Read a date, with or without quotes, as it is written in ISO 8601."""
    import datetime as dt  # only files with a date need it

    written = node.text if isinstance(node, Scalar) else ""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
            return dt.date.fromisoformat(written).isoformat()
    except ValueError:
        pass
    if isinstance(node, Refused):
        return ABSENT
    problems.append(problem_at(node, "invalid-date", phrase("‘{name}’ must be a date.", name=name),
                               phrase("Write year, month and day: 2026-11-23.")))  # fmt: skip
    return ABSENT


def truth(node: Node, name: str, problems: Problems) -> Any:
    """Read true or false."""
    if isinstance(node, Scalar) and node.is_plain and node.text.lower() in ("true", "false"):
        return node.text.lower() == "true"
    return refuse(node, problems, phrase("‘{name}’ must be true or false.", name=name),
                  phrase("Write true or false, without quotes."))  # fmt: skip


def number(kind: type, limits: msgspec.Meta) -> Fitting:
    """Read a whole number, or any number, within its limits."""
    pattern = WHOLE if kind is int else NUMBER
    remedy = (
        phrase("Write it in digits and without quotes, for example 3.")
        if kind is int
        else phrase("Write it in digits, with a point and without quotes, for example 12.5.")
    )

    def fit(node: Node, name: str, problems: Problems) -> Any:
        if not isinstance(node, Scalar) or not node.is_plain or not pattern.match(node.text):
            message = (
                phrase("‘{name}’ must be a whole number.", name=name)
                if kind is int
                else phrase("‘{name}’ must be a number.", name=name)
            )
            return refuse(node, problems, message, remedy)
        value = kind(node.text)
        if told := out_of_range(value, limits, name, node.text):
            problems.append(problem_at(node, *told))
            return ABSENT
        return value

    return fit


def out_of_range(value: float, limits: msgspec.Meta, name: str, written: str) -> tuple[str, Phrase, Phrase] | None:
    """Return code, message and remedy for a number outside its limits."""
    is_in = (
        (limits.ge is None or value >= limits.ge)
        and (limits.gt is None or value > limits.gt)
        and (limits.le is None or value <= limits.le)
        and (limits.lt is None or value < limits.lt)
    )
    if is_in and abs(value) != float("inf"):
        return None
    if limits is get_args(LevelNumber)[1]:
        message = phrase("‘{name}’ is {value}; a level is 1, 2, 3, 4 or 5.", name=name, value=written)
        return "level-out-of-range", message, phrase("Write a level from 1 to 5.")
    message = phrase("‘{name}’ cannot be {value}.", name=name, value=written)
    if limits.ge is not None and limits.le is not None:
        return "out-of-range", message, phrase("Write a number from {least} to {most}.",
                                               least=limits.ge, most=limits.le)  # fmt: skip
    if limits.ge is not None and limits.lt is not None:
        return "out-of-range", message, phrase("Write a number from {least}, below {limit}.",
                                               least=limits.ge, limit=limits.lt)  # fmt: skip
    if limits.gt is not None:
        return "out-of-range", message, phrase("Write a number above {limit}.", limit=limits.gt)
    return "out-of-range", message, phrase("Write a number from {least} up.", least=limits.ge)


def choice(options: tuple[Any, ...]) -> Fitting:
    """Read one of some values, with or without quotes: an unquoted yes is the word yes."""
    by_text = {str(option): option for option in options}

    def fit(node: Node, name: str, problems: Problems) -> Any:
        if isinstance(node, Scalar) and node.text in by_text:
            return by_text[node.text]
        if isinstance(node, Refused):
            return ABSENT
        written = node.text if isinstance(node, Scalar) else "…"
        message = phrase("‘{name}’ cannot be ‘{value}’.", name=name, value=written)
        problems.append(problem_at(node, "unknown-value", message, choose(by_text)))
        return ABSENT

    return fit


def whole_or_text(node: Node, name: str, problems: Problems) -> Any:
    """Read a whole number where it stands without quotes, else a text."""
    if isinstance(node, Scalar) and node.is_plain and WHOLE.match(node.text):
        return int(node.text)
    return text()(node, name, problems)


def or_nothing(fitting: Fitting) -> Fitting:
    """Read an empty value as absent."""

    def fit(node: Node, name: str, problems: Problems) -> Any:
        if isinstance(node, Scalar) and node.is_nothing:
            return ABSENT
        return fitting(node, name, problems)

    return fit


def table(keys: tuple[str, ...], fitting: Fitting, least: int) -> Fitting:
    """Read values by name, at least so many; where `keys` are given, no others."""

    def fit(node: Node, name: str, problems: Problems) -> Any:
        if not isinstance(node, Mapping):
            return refuse_group(node, name, problems)
        if len(node.nodes) < least:
            problems.append(nothing_in(node, name))
        found: dict[str, Any] = {}
        for key, part in node.nodes.items():
            if keys and key not in keys:
                problems.append(unknown_key(node.keys[key], key, keys))
            elif not isinstance(value := fitting(part, key, problems), Absent):
                found[key] = value
            elif not (isinstance(part, Scalar) and part.is_nothing):
                found[key] = None
        return found

    return fit


def row(fitting: Fitting, least: int, length: int | None) -> Fitting:
    """Read values in a row: at least so many, or as many as `length` says."""

    def fit(node: Node, name: str, problems: Problems) -> Any:
        if not isinstance(node, Sequence):
            return refuse(node, problems, phrase("‘{name}’ must be a list.", name=name),
                          phrase("Write each part on a line of its own, with a hyphen before it."))  # fmt: skip
        if len(node.nodes) < least:
            problems.append(nothing_in(node, name))
        if length not in (None, len(node.nodes)):
            message = phrase("‘{name}’ has {n} parts; there must be {length}.",
                             name=name, n=len(node.nodes), length=length)  # fmt: skip
            problems.append(problem_at(node, "wrong-length", message,
                                       phrase("Write one part for each level, the lowest first.")))  # fmt: skip
        values = [fitting(part, name, problems) for part in node.nodes]
        return [None if value is ABSENT else value for value in values]

    return fit


def record(fields: dict[str, tuple[Fitting, bool]]) -> Fitting:
    """Read the fields of a value: no others, and all that are required."""

    def fit(node: Node, name: str, problems: Problems) -> Any:
        if not isinstance(node, Mapping):
            return refuse_group(node, name, problems)
        found: dict[str, Any] = {}
        for key, part in node.nodes.items():
            if key not in fields:
                problems.append(unknown_key(node.keys[key], key, fields))
                continue
            fitting, is_required = fields[key]
            if not is_required and isinstance(part, Scalar) and part.is_nothing:
                continue
            value = fitting(part, key, problems)
            found[key] = None if value is ABSENT else value
        for key, (_, is_required) in fields.items():
            if is_required and key not in node.nodes:
                problems.append(missing_key(node, key))
        return found

    return fit


def refuse(node: Node, problems: Problems, message: Phrase, remedy: Phrase) -> Absent:
    """Tell that a node is of another type than is meant, unless it was told as a problem already."""
    if not isinstance(node, Refused):
        problems.append(problem_at(node, "wrong-type", message, remedy))
    return ABSENT


def refuse_group(node: Node, name: str, problems: Problems) -> Absent:
    """Tell that a node is no group of fields."""
    if not name:
        return refuse(node, problems, phrase("the file holds no fields."),
                      phrase("Write fields, each on its own line: name, colon, value."))  # fmt: skip
    return refuse(node, problems, phrase("‘{name}’ must hold fields.", name=name),
                  phrase("Write its fields on the lines below, indented: name, colon, value."))  # fmt: skip


def nothing_in(node: Node, name: str) -> Problem:
    """Return the problem of a list or group that needs at least one part."""
    return problem_at(node, "empty-list", phrase("‘{name}’ holds nothing.", name=name), phrase("Add at least one."))


def missing_key(node: Node, key: str) -> Problem:
    """Return the problem of a required field that is not there."""
    return problem_at(node, "missing-key", phrase("‘{key}’ is missing here.", key=key),
                      phrase("Add a line ‘{key}: …’.", key=key))  # fmt: skip


def unknown_key(node: Node, key: str, known: Iterable[str]) -> Problem:
    """Return the problem of a field that nothing reads."""
    return problem_at(node, "unknown-key", phrase("unknown field ‘{key}’.", key=key), did_you_mean(key, known))
