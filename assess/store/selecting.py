"""Choose runs by tag, organisation and date in SQL, and bring along what they are scored from: counts, no answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Select, func, select

from assess.errors import Mistake
from assess.store import rows
from assess.store.place import Place
from assess.store.reading import names_like, organisations_of, questionnaire_of, tags_of
from assess.store.tables import figures, respondents, runs, tags
from assess.store.tallies import tallies_of
from questionnaires.language import phrase
from questionnaires.model import Questionnaire
from questionnaires.responses import Responses, Tags
from questionnaires.suggestions import did_you_mean
from scoring.scorecard import Scorecard
from scoring.tally import Tally

AT_ONCE = 500  # runs whose answers are counted in one go: no engine has to name more


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which runs are meant: all that have every tag, are of the organisation, and of a day from `since` to `until`."""

    tags: Tags = ()
    organisation: str | None = None
    since: str | None = None
    until: str | None = None


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A run that was chosen: its header, without respondents, and what it is scored from.

    That is a tally, or of a run of which only the figures are here its scorecard. `unfinished` is how many respondents
    have not come to the end.
    """

    key: int
    id: str
    header: Responses
    questionnaire: Questionnaire
    tags: Tags
    unfinished: int
    tally: Tally
    scorecard: Scorecard | None


def choose(connection: Connection, place: Place, wanted: Wanted) -> tuple[Chosen, ...]:
    """Return the runs that are meant, by organisation and date; raise Mistake for a name or a tag that no run has."""
    names = _known_names(connection, wanted.organisation) if wanted.organisation is not None else None
    for tag in wanted.tags:
        _check_tag(connection, tag)
    found = connection.execute(statement(wanted, names)).mappings().all()
    batches = (found[start : start + AT_ONCE] for start in range(0, len(found), AT_ONCE))
    return tuple(one for batch in batches for one in _with_counts(connection, place, batch))


def statement(wanted: Wanted, names: Sequence[str] | None) -> Select[Any]:
    """Return what finds the runs; `names` are the ways in which the organisation is written, None for any."""
    chosen = (
        select(runs, figures.c.scorecard)
        .outerjoin(figures)
        .order_by(runs.c.organisation, runs.c.date, runs.c.key)
    )  # fmt: skip
    if names is not None:
        chosen = chosen.where(runs.c.organisation.in_(names))
    if wanted.since is not None:
        chosen = chosen.where(runs.c.date >= wanted.since)
    if wanted.until is not None:
        chosen = chosen.where(runs.c.date <= wanted.until)
    for tag in wanted.tags:
        chosen = chosen.where(runs.c.key.in_(select(tags.c.run).where(tags.c.tag == tag)))
    return chosen


def _known_names(connection: Connection, organisation: str) -> list[str]:
    if names := names_like(connection, organisation):
        return names
    raise Mistake(
        phrase("there is no run of ‘{organisation}’.", organisation=organisation),
        did_you_mean(organisation, organisations_of(connection)),
    )


def _check_tag(connection: Connection, tag: str) -> None:
    if connection.scalar(select(tags.c.run).where(tags.c.tag == tag).limit(1)) is None:
        known = sorted(connection.scalars(select(tags.c.tag).distinct()))
        raise Mistake(
            phrase("no run has the tag ‘{tag}’.", tag=tag),
            did_you_mean(tag, known) if known else phrase("Hang one on a run with: `assess runs tag`"),
        )


def _with_counts(connection: Connection, place: Place, found: Sequence[RowMapping]) -> Iterator[Chosen]:
    keys = [row["key"] for row in found]
    hung, unfinished = tags_of(connection, keys), _unfinished(connection, keys)
    by_questionnaire: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in found:
        by_questionnaire[row["questionnaire"]].append(row)
    counted: dict[int, Tally] = {}
    asked: dict[str, Questionnaire] = {}
    headers: dict[int, Responses] = {}
    for sha256, of_one in by_questionnaire.items():
        asked[sha256] = questionnaire = questionnaire_of(connection, of_one[0])
        reference = f"{questionnaire.id}@{questionnaire.version}"
        own = {
            row["key"]: Responses(questionnaire=reference, run=row["id"], respondents=(), **rows.header(row))
            for row in of_one
        }
        headers |= own
        counted |= tallies_of(connection, place, questionnaire, own)
    for row in found:
        yield Chosen(
            key=row["key"],
            id=row["id"],
            header=headers[row["key"]],
            questionnaire=asked[row["questionnaire"]],
            tags=hung[row["key"]],
            unfinished=unfinished.get(row["key"], 0),
            tally=counted[row["key"]],
            scorecard=None if row["scorecard"] is None else msgspec.json.decode(row["scorecard"], type=Scorecard),
        )


def _unfinished(connection: Connection, keys: Sequence[int]) -> dict[int, int]:
    wanted = (
        select(respondents.c.run, func.count())
        .where(respondents.c.run.in_(keys), respondents.c.is_complete.is_(False))
        .group_by(respondents.c.run)
    )
    return {row[0]: row[1] for row in connection.execute(wanted)}
