"""The types of columns. SQLite keeps in a column whatever it is given, so what is read is looked at."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from assess.store.failures import Unreadable


class _Looked(TypeDecorator[Any]):
    """A type whose values are of one kind when they are read; raises Unreadable for any other."""

    kinds: tuple[type, ...]

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:  # noqa: ARG002 (SQLAlchemy's own shape)
        if value is not None and type(value) not in self.kinds:
            raise Unreadable(f"no {self.kinds[0].__name__}: {value!r}")
        return value


class Text(_Looked):
    cache_ok = True
    impl = sa.Text
    kinds = (str,)


class Day(Text):
    """A date in ISO 8601."""

    cache_ok = True

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        day = super().process_result_value(value, dialect)
        try:
            dt.date.fromisoformat(day or "")
        except ValueError as error:
            raise Unreadable(str(error)) from error
        return day


class Integer(_Looked):
    cache_ok = True
    impl = sa.Integer
    kinds = (int,)


class Long(_Looked):
    """In SQLite every whole number has 64 bits; elsewhere 32 are too few for all answers, and for times after 2038."""

    cache_ok = True
    impl = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
    kinds = (int,)


class Float(_Looked):
    cache_ok = True
    impl = sa.Float
    kinds = (float, int)
