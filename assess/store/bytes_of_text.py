"""Read a text of the store as the bytes that it is kept as, whether or not they are a text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import LargeBinary
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class as_bytes(GenericFunction[bytes]):  # noqa: N801 (it is called as a function of the engine)
    """The bytes of a text; how to say that differs by engine."""

    type = LargeBinary()
    inherit_cache = True


@compiles(as_bytes, "sqlite")
def _of_sqlite(element: as_bytes, compiler: Any, **more: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **more)} AS BLOB)"


@compiles(as_bytes, "postgresql")
def _of_postgresql(element: as_bytes, compiler: Any, **more: Any) -> str:
    return f"convert_to({compiler.process(element.clauses, **more)}, 'UTF8')"  # a cast would heed backslashes
