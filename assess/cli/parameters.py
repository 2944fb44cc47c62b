"""Read the values of options and arguments, and refuse those that cannot be used in the language of the call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from assess.cli.settings import message


class OneOf(click.Choice[str]):
    """A choice from a few words, whose refusal is told in the language of the call."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002 (click's own shape)
        if value in self.choices:
            return str(value)
        raise refused(
            message("{option} cannot be ‘{value}’; choose {choices}."),
            option=_called(param), value=value, choices=", ".join(self.choices),
        )  # fmt: skip


class Number(click.ParamType[float]):
    """A number between two bounds, refused in the language of the call."""

    name = "number"

    def __init__(self, low: float, high: float, whole: bool = False) -> None:
        self.low, self.high, self.whole = low, high, whole

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ARG002 (click's own shape)
        try:
            number = float(str(value).replace(",", "."))  # a Dutch decimal comma is a number too
        except ValueError:
            number = float("nan")
        if self.low <= number <= self.high and (not self.whole or number.is_integer()):
            return int(number) if self.whole else number
        kind = message("a whole number") if self.whole else message("a number")
        raise refused(
            message("{option} cannot be ‘{value}’; it is {kind} from {low} to {high}."),
            option=_called(param), value=value, kind=kind, low=f"{self.low:g}", high=f"{self.high:g}",
        )  # fmt: skip


class Refused(click.UsageError):
    """Raised where an option or argument cannot be used; `text` is an English message id, said when it is told."""

    def __init__(self, text: str, values: Mapping[str, Any]) -> None:
        super().__init__(text)
        self.text, self.values = text, values

    def said(self, say: Callable[[str], str]) -> str:
        """Return the refusal in a language; the kind of a value is a message by itself."""
        values = {name: say(value) if name == "kind" else value for name, value in self.values.items()}
        return say(self.text).format(**values)


def refused(text: str, **values: Any) -> Refused:
    return Refused(text, values)


def _called(param: click.Parameter | None) -> str:
    """Return what a person typed for a parameter: --lang, or its name in capitals."""
    if param is None:
        return ""
    return max(param.opts, key=len) if isinstance(param, click.Option) else (param.name or "").upper()
