"""The tables of the store, in the shape of an answer file: what is counted has rows, what is read whole is JSON."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Index, MetaData, Table, UniqueConstraint

from assess.store.columns import Day, Float, Integer, Long, Text

FIRST_VERSION = 1
SCHEMA_VERSION = 5  # 2 added `figures`, 3 `roadmaps` and `analyses`, 4 `tags`, 5 `workshops` and `consents`

metadata = MetaData()


def _key() -> Column[int]:
    """Return a primary key that grows with every row, so that ordering by it gives the order of arrival."""
    return Column("key", Long, primary_key=True)


def _owned_by(table: str) -> Column[int]:
    """Return a reference to the row that a row belongs to, and goes with when that is deleted."""
    return Column(table, ForeignKey(f"{table}s.key", ondelete="CASCADE"), nullable=False, index=True)


store = Table(
    "store",
    metadata,
    Column("schema_version", Integer, nullable=False),
    # Something was deleted, and its bytes may still be in the file: see `Database.wipe`.
    Column("wipe_due", Boolean, nullable=False),
)

questionnaires = Table(
    "questionnaires",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("text", Text, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    _key(),
    Column("id", Text, nullable=False, unique=True),
    Column("questionnaire", ForeignKey("questionnaires.sha256"), nullable=False),
    Column("organisation", Text, nullable=False),
    Column("date", Day, nullable=False),
    Column("language", Text, nullable=False),
    Column("mode", Text, nullable=False),
    # JSON, each the value of the same name in an answer file.
    Column("privacy", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("ambition", Text, nullable=False),
    Column("agreed", Text, nullable=False),
    Column("actions", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("group_sizes", Text, nullable=False),
    Column("remarks", Text, nullable=False),
    # What `assess history` looks by; each has all that tells which runs are meant, and in which order.
    Index("ix_runs_organisation_date", "organisation", "date"),
    Index("ix_runs_date", "date"),
)

tags = Table(
    "tags",
    metadata,
    _key(),
    Column("run", ForeignKey("runs.key", ondelete="CASCADE"), nullable=False),
    Column("tag", Text, nullable=False),
    UniqueConstraint("run", "tag"),
    Index("ix_tags_tag_run", "tag", "run"),
)

# Of a run that came without its answers: what may be published of it (JSON), in place of respondents.
figures = Table(
    "figures",
    metadata,
    _key(),
    Column("run", ForeignKey("runs.key", ondelete="CASCADE"), nullable=False, unique=True),
    Column("scorecard", Text, nullable=False),
    Column("with_level", Text, nullable=False),
)


def _made_of_run() -> tuple[Column[Any], ...]:
    """Return the columns of what was worked out of runs, whole (JSON), with what it was worked out of."""
    return (
        Column("fingerprint", Text, nullable=False),
        Column("content", Text, nullable=False),
        Column("made", Day, nullable=False),
    )


# Every roadmap that was kept of a run, in the order of arrival: one for each state of the run that it was made for.
roadmaps = Table(
    "roadmaps",
    metadata,
    _key(),
    Column("run", ForeignKey("runs.key", ondelete="CASCADE"), nullable=False),
    *_made_of_run(),
    Column("agreed", Integer),  # its place in the order in which people began to go by them; none: it was only shown
    Column("is_first", Boolean, nullable=False),  # what comes is held against it
    UniqueConstraint("run", "fingerprint"),
)

analyses = Table(
    "analyses",
    metadata,
    _key(),
    Column("run", ForeignKey("runs.key", ondelete="CASCADE"), nullable=False, unique=True),
    *_made_of_run(),
)

respondents = Table(
    "respondents",
    metadata,
    _key(),
    _owned_by("run"),
    Column("id", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("has_marked", Boolean, nullable=False),  # marking nothing is not the same as not being asked
    Column("position", Text),  # where an unfinished interview goes on
    Column("is_complete", Boolean, nullable=False),
    Column("active_at", Long),  # the last change of an interview, in seconds since 1970; never exported
    UniqueConstraint("run", "id"),
)


def _answer() -> tuple[Column[Any], ...]:
    """Return the columns of an answer, named as its fields."""
    return (
        Column("kind", Text),
        Column("level", Integer),
        Column("reason", Text),
        Column("note", Text),
        Column("evidence", Text),
    )


answers = Table(
    "answers",
    metadata,
    _key(),
    Column("respondent", ForeignKey("respondents.key", ondelete="CASCADE"), nullable=False),
    Column("item", Text, nullable=False),
    *_answer(),
    UniqueConstraint("respondent", "item"),
)

# Only ever added to: what an answer was before it was changed, oldest first. No kind: it was not answered.
corrections = Table(
    "corrections",
    metadata,
    _key(),
    _owned_by("respondent"),
    Column("item", Text, nullable=False),
    *_answer(),
)

timings = Table(
    "timings",
    metadata,
    _key(),
    Column("respondent", ForeignKey("respondents.key", ondelete="CASCADE"), nullable=False),
    Column("item", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    UniqueConstraint("respondent", "item"),
)

ambitions = Table(
    "ambitions",
    metadata,
    _key(),
    Column("respondent", ForeignKey("respondents.key", ondelete="CASCADE"), nullable=False),
    Column("scope", Text, nullable=False),
    Column("level", Integer, nullable=False),
    UniqueConstraint("respondent", "scope"),
)

importance = Table(
    "importance",
    metadata,
    _key(),
    _owned_by("respondent"),
    Column("capability", Text, nullable=False),
    Column("mark", Text, nullable=False),  # most | least
)

# Who withdrew, as a hash: an old export must not bring their answers back.
withdrawals = Table(
    "withdrawals",
    metadata,
    _key(),
    _owned_by("run"),
    Column("trace", Text, nullable=False),
)

# A run that people answer on their own phones, while it is one and after: how it is reached, and what its screen shows.
workshops = Table(
    "workshops",
    metadata,
    _key(),
    Column("run", ForeignKey("runs.key", ondelete="CASCADE"), nullable=False, unique=True),
    Column("code", Text, nullable=False, unique=True),  # what people type
    Column("secret", Text, nullable=False),  # what links and sessions are signed with
    Column("asks_consent", Boolean, nullable=False),
    Column("closes", Long),  # in seconds since 1970
    Column("desk", Text, nullable=False),  # JSON: see `assess.workshop.board.Desk`
    Column("revision", Integer, nullable=False),  # grows with everything a facilitator does
)

# Who was asked whether answers may be recognised, and what they said.
consents = Table(
    "consents",
    metadata,
    _key(),
    Column("respondent", ForeignKey("respondents.key", ondelete="CASCADE"), nullable=False, unique=True),
    Column("agrees", Boolean, nullable=False),
)
