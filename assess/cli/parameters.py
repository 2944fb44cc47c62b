"""Read the values of options and arguments, and refuse those that cannot be used in the language of the call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from assess.cli.settings import message

if TYPE_CHECKING:
    import datetime as dt

TODAY = ("today", "vandaag")
FIRST_YEAR, LAST_YEAR = 2000, 2100


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
            option=_called(param), value=value, kind=kind, low=float(self.low), high=float(self.high),
        )  # fmt: skip


class Numbers(click.ParamType[tuple[float, ...]]):
    """One number, or more with commas between them; a comma before one last figure is a decimal comma: 37,5."""

    name = "numbers"

    def __init__(self, low: float, high: float) -> None:
        self.one, self.each = Number(low, high), Number(0, high)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, ...]:
        parts = str(value).split(",")
        if len(parts) == 1 or (len(parts) == 2 and len(parts[1]) == 1 and parts[1].isdecimal()):
            return (self.one.convert(value, param, ctx),)
        numbers = tuple(self.each.convert(part.strip(), param, ctx) for part in parts)
        return numbers if sum(numbers) >= self.one.low else (self.one.convert(value, param, ctx),)


class Share(Number):
    """A share of a whole, as 0.2 or as 20%."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        text = str(value).strip()
        if not text.endswith("%"):
            return super().convert(value, param, ctx)
        try:
            share = float(text[:-1].replace(",", ".")) / 100
        except ValueError:
            return super().convert(value, param, ctx)
        return super().convert(share if self.low <= share <= self.high else value, param, ctx)


class Day(click.ParamType[Any]):
    """A day as 2027-01-04, or `today`."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002 (click's own shape)
        import datetime as dt

        if str(value).lower() in TODAY:
            return today()
        try:
            day = dt.date.fromisoformat(str(value))
        except ValueError:
            day = None
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise refused(
                message("{option} cannot be ‘{value}’; it is a day such as 2027-01-04, or today."),
                option=_called(param), value=value,
            )  # fmt: skip
        return day


class Named(click.ParamType[tuple[str, Any]]):
    """A name and what is asked of it, with an equals sign between them; `example` shows how it is written."""

    name = "named"

    def __init__(self, kind: click.ParamType[Any], example: str) -> None:
        self.kind, self.example = kind, example

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Any]:
        name, _, asked = (part.strip() for part in str(value).rpartition("="))
        if not name or not asked:
            raise refused(
                message("{option} cannot be ‘{value}’; it is written as {example}."),
                option=_called(param), value=value, example=self.example,
            )  # fmt: skip
        return name, self.kind.convert(asked, param, ctx)


class Demanded(click.ParamType[tuple[int, int | None]]):
    """A level, and behind an at sign the quarter by which it is reached; None where none is named."""

    name = "demanded"

    def __init__(self, levels: Number, quarters: Number) -> None:
        self.levels, self.quarters = levels, quarters

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int | None]:
        level, at, quarter = str(value).partition("@")
        by = int(self.quarters.convert(quarter, param, ctx)) if at else None
        return int(self.levels.convert(level, param, ctx)), by


def today() -> dt.date:
    """Return the day on which this runs, where the computer is."""
    import datetime as dt

    return dt.datetime.now().astimezone().date()


class Refused(click.UsageError):
    """Raised where an option or argument cannot be used; `text` is an English message id, said when it is told."""

    def __init__(self, text: str, values: Mapping[str, Any]) -> None:
        super().__init__(text)
        self.text, self.values = text, values

    def said(self, say: Callable[[str], str], decimal_mark: str) -> str:
        """Return the refusal in a language; the kind of a value is a message by itself."""

        def filled_in(name: str, value: Any) -> Any:
            if isinstance(value, float):
                return f"{value:g}".replace(".", decimal_mark)
            return say(value) if name == "kind" else value

        return say(self.text).format(**{name: filled_in(name, value) for name, value in self.values.items()})


def refused(text: str, **values: Any) -> Refused:
    return Refused(text, values)


def _called(param: click.Parameter | None) -> str:
    """Return what a person typed for a parameter: --lang, or its name in capitals."""
    if param is None:
        return ""
    return max(param.opts, key=len) if isinstance(param, click.Option) else (param.name or "").upper()
