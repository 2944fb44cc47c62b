"""The table of what changed: every domain with its capabilities, then and now, with verdict and reason."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from questionnaires.language import Words
from reports import change_sentences as told
from reports import sentences
from reports.view.material import Material
from scoring.change.model import Comparison, ScopeChange


class ChangeHeads(msgspec.Struct, frozen=True, kw_only=True):
    """The column headings."""

    name: str
    old: str
    new: str
    difference: str
    threshold: str
    people: str
    verdict: str


class ChangeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A scope in both runs; `reason` says why there is no verdict, empty where the figures beside it say why."""

    id: str
    name: str
    anchor: str
    old: str
    new: str
    difference: str
    threshold: str
    people: str
    verdict: str
    reason: str
    is_real: bool


class ChangeGroup(msgspec.Struct, frozen=True, kw_only=True):
    """A domain, or the whole, with its capabilities."""

    row: ChangeRow
    rows: tuple[ChangeRow, ...]


def heads(words: Words) -> ChangeHeads:
    """Return the column headings."""
    return ChangeHeads(
        name=words("Capability"),
        old=words("then"),
        new=words("now"),
        difference=words("difference"),
        threshold=words("threshold"),
        people=words("people"),
        verdict=words("Verdict"),
    )


def change_groups(material: Material, comparison: Comparison) -> tuple[ChangeGroup, ...]:
    """Return the whole, and then every domain with its capabilities."""
    whole, *domains = _groups(material, comparison)
    return (
        whole,
        *(
            ChangeGroup(row=_once(group.row, whole.row), rows=tuple(_once(row, whole.row) for row in group.rows))
            for group in domains
        ),
    )


def _once(row: ChangeRow, whole: ChangeRow) -> ChangeRow:
    """Return a row without its reason where that is the reason of the whole, which stands above it."""
    return msgspec.structs.replace(row, reason="") if row.reason == whole.reason else row


def _groups(material: Material, comparison: Comparison) -> Iterator[ChangeGroup]:
    words = material.words
    yield ChangeGroup(row=_row(material, "", words("Whole"), "answer", comparison.overall), rows=())
    for domain in material.questionnaire.domains:
        name, anchor = material.text(domain.name), f"domain-{domain.id}"
        yield ChangeGroup(
            row=_row(material, domain.id, name, anchor, comparison.domains[domain.id]),
            rows=tuple(
                _row(material, one.id, material.text(one.name), anchor, comparison.capabilities[one.id])
                for one in domain.capabilities
            ),
        )


def _row(material: Material, scope: str, name: str, anchor: str, change: ScopeChange) -> ChangeRow:
    words = material.words
    return ChangeRow(
        id=scope,
        name=name,
        anchor=anchor,
        old=words.number(change.old),
        new=words.number(change.new),
        difference=told.signed(change.difference, words, told.digits(change)),
        threshold=words.number(change.threshold, told.digits(change)),
        people=told.people_cell(change, words),
        verdict=sentences.as_sentence(told.verdict_cell(change, words)),
        reason=told.reason(change, words) if change.verdict == "not_comparable" else "",
        is_real=change.verdict == "real",
    )
