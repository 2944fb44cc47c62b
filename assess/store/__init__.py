"""Where runs are kept; the database is imported only when a store is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assess.store.history import History


def open(url: str | None = None, *, create: bool = True, keeps_times: bool = True) -> History:  # noqa: A001 - read as store.open(…)
    """Return the runs of a store, to be used in a `with`.

    `url` is what `place.locate` knows; None is MEETLAT_STORE, else the file in the user's data folder. A store that is
    not there is made, unless `create` is False. `keeps_times` as `History`. Raises Mistake where it cannot be opened.
    """
    from assess.store.history import History
    from assess.store.place import locate

    return History(locate(url), create=create, keeps_times=keeps_times)


def exists(url: str | None = None) -> bool:
    """Say whether there is a store at a place, without making or opening it; raises Mistake for no place at all."""
    from assess.store.place import locate

    return locate(url).exists()
