"""What users see differently from IT, and where people differ among themselves."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from questionnaires.model import Item
from reports import sentences
from reports.charts.difference import LARGE, Difference
from reports.charts.diverging import Diverging
from reports.view.groups import distribution_of, groups_in
from reports.view.material import Head, Material
from reports.view.reading import LegendEntry
from scoring.scorecard import ItemScore

AGREED_WITHIN = 0.8  # mean distance to the median up to which people agree (scoring 4.7)
QUOTED = 3
DIVIDED_SHOWN = 12
AT_BOTH_ENDS = " ‡"


class DifferenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One item that IT and users both answered."""

    id: str
    anchor: str
    question: str
    chart: Difference
    it: str
    user: str
    gap: str


class DifferenceGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Items whose difference says the same."""

    title: str
    rows: tuple[DifferenceRow, ...]


class TwoAnswers(msgspec.Struct, frozen=True, kw_only=True):
    """The same question with the sentence that fits IT's mean and the one that fits users'."""

    id: str
    it: str
    user: str


class DividedRow(msgspec.Struct, frozen=True, kw_only=True):
    """An item on which people are far apart."""

    id: str
    anchor: str
    question: str
    chart: Diverging
    low: str
    high: str
    spread: str


class DifferencesPage(msgspec.Struct, frozen=True, kw_only=True):
    """Differences between groups and within the whole."""

    head: Head
    legend: tuple[LegendEntry, ...]
    item_head: str
    chart_head: str
    it_head: str
    user_head: str
    gap_head: str
    groups: tuple[DifferenceGroup, ...]
    two_answers_title: str
    two_answers_lead: str
    it_chooses: str
    users_choose: str
    two_answers: tuple[TwoAnswers, ...]
    divided_title: str
    divided_lead: str
    divided: tuple[DividedRow, ...]
    divided_item: str
    divided_chart: str
    divided_low: str
    divided_high: str
    divided_spread: str
    letters: tuple[str, ...]
    note: str


def build(material: Material) -> DifferencesPage | None:
    """Return the page of differences; None where the run has no two groups and no two people to compare."""
    words = material.words
    compared = {item: score for item, score in _scores(material) if score.perception_gap is not None}
    divided = [(item, score) for item, score in _scores(material) if is_divided(score)]
    if not compared and not divided:
        return None
    blind = [pair for pair in compared.items() if (pair[1].perception_gap or 0) >= LARGE - 1e-9]
    modest = [pair for pair in compared.items() if (pair[1].perception_gap or 0) <= -LARGE + 1e-9]
    same = [pair for pair in compared.items() if pair not in blind and pair not in modest]
    groups = (
        (words("IT sees it at least one level higher: a blind spot"), blind),
        (words("IT and users see about the same"), same),
        (words("Users see it at least one level higher: too modest"), modest),
    )
    striking = sorted([*blind, *modest], key=lambda pair: -abs(pair[1].perception_gap or 0))
    return DifferencesPage(
        head=Head(
            anchor="differences",
            title=words("Blind spots and differences") if compared else words("Where you differ"),
            heading=_heading(material, len(compared), len(blind), len(modest), len(divided)),
        ),
        legend=(
            LegendEntry("it", words("IT (management and staff)")),
            LegendEntry("user", words("users")),
            LegendEntry("large_difference", words("a difference of one level or more")),
        )
        if compared
        else (),
        item_head=words("Question, in the words of the user"),
        chart_head=words("Scale of level 1 to 5"),
        it_head=words("IT"),
        user_head=words("Users"),
        gap_head=words("Gap"),
        groups=tuple(
            DifferenceGroup(
                title=title,
                rows=tuple(
                    _row(material, item, score)
                    for item, score in sorted(pairs, key=lambda pair: -abs(pair[1].perception_gap or 0))
                ),
            )
            for title, pairs in groups
            if pairs
        ),
        two_answers_title=words("The same question, two answers"),
        two_answers_lead=words(
            "Sit down with a few users and ask for an example: which sentence holds, and what shows it?"
        ),
        it_chooses=words("What IT’s average comes to"),
        users_choose=words("What users’ average comes to"),
        two_answers=tuple(_two_answers(material, item, score) for item, score in striking[:QUOTED]),
        divided_title=words("On this you are divided"),
        divided_lead=words(
            "The answers lie more than 0.8 level from the middle one on average, or stand at both ends (‡). Talk about "
            "these first: settle which sentence holds, and note why."
        ),
        divided=tuple(
            _divided_row(material, item, score)
            for item, score in sorted(divided, key=lambda pair: -(pair[1].spread or 0))[:DIVIDED_SHOWN]
        ),
        divided_item=words("Question"),
        divided_chart=words("a and b left of the middle, d and e right; a and e are dark"),
        divided_low=words("a, b"),
        divided_high=words("d, e"),
        divided_spread=words("Distance"),
        letters=(*sentences.LETTERS, "?"),
        note=_note(material, compared=bool(compared)),
    )


def _scores(material: Material) -> Iterator[tuple[str, ItemScore]]:
    return iter(material.scorecard.items.items())


def is_divided(score: ItemScore) -> bool:
    """Say whether people are far apart on an item (scoring 4.7)."""
    return score.spread is not None and (score.spread > AGREED_WITHIN or bool(score.polarised))


def _heading(material: Material, compared: int, blind: int, modest: int, divided: int) -> str:
    words = material.words
    if blind:
        return words.plural(
            "At {count} question IT puts itself at least one level higher than users do.",
            "At {count} questions IT puts itself at least one level higher than users do.",
            blind,
        )
    if modest:
        return words.plural(
            "At {count} question users think at least one level more of IT than IT does itself.",
            "At {count} questions users think at least one level more of IT than IT does itself.",
            modest,
        )
    if compared:
        return words.plural(
            "IT and users see the {count} question that both answered about the same.",
            "IT and users see all {count} questions that both answered about the same.",
            compared,
        )
    return words.plural(
        "On {count} question you are divided: talk about that one first.",
        "On {count} questions you are divided: talk about those first.",
        divided,
    )


def _means(score: ItemScore) -> tuple[float, float]:
    """Return the means of IT and of users of an item that has a perception gap."""
    means = {group.audiences: group.mean for group in score.groups if group.mean is not None}
    return means[("it",)], means[("user",)]


def _row(material: Material, item_id: str, score: ItemScore) -> DifferenceRow:
    words, item = material.words, material.questionnaire.items[item_id]
    it, user = _means(score)
    return DifferenceRow(
        id=item_id,
        anchor=f"answers-{item_id}",
        question=material.text(item.worded_for("user").question),
        chart=Difference(
            it=it,
            user=user,
            alt=words("{item}: IT {it}, users {user}", item=item_id, it=words.number(it), user=words.number(user)),
        ),
        it=words.number(it),
        user=words.number(user),
        gap=_signed(material, score.perception_gap or 0.0),
    )


def _signed(material: Material, gap: float) -> str:
    """Return a difference with its sign; what rounds to nothing has none."""
    size = material.words.number(abs(gap))
    if not size.strip("0,."):
        return size
    return f"+{size}" if gap > 0 else f"−{size}"


def _two_answers(material: Material, item_id: str, score: ItemScore) -> TwoAnswers:
    item = material.questionnaire.items[item_id]
    it, user = _means(score)
    return TwoAnswers(
        id=item_id,
        it=sentences.quoted(material.text(item.levels[_nearest(it) - 1])),
        user=sentences.quoted(material.text(item.worded_for("user").levels[_nearest(user) - 1])),
    )


def _nearest(mean: float) -> int:
    """Return the level nearest to a mean, the lower one halfway: in doubt between two, the earlier sentence."""
    below = int(mean)
    return below + 1 if mean - below > 0.5 else below


def _divided_row(material: Material, item_id: str, score: ItemScore) -> DividedRow:
    words = material.words
    item: Item = material.questionnaire.items[item_id]
    shares = _shares(score)
    return DividedRow(
        id=item_id,
        anchor=f"answers-{item_id}",
        question=material.text(item.question),
        chart=Diverging(shares=shares, alt=distribution_of(item_id, score, words).alt),
        low=words.percent(sum(shares[:2]) if shares else None),
        high=words.percent(sum(shares[3:]) if shares else None),
        spread=words.number(score.spread) + (AT_BOTH_ENDS if score.polarised else ""),
    )


def _shares(score: ItemScore) -> tuple[float, ...]:
    """Return the shares of the levels 1 to 5 among all who gave one; empty where no distribution may be shown."""
    counts = [sum(group.counts[level] for group in groups_in(score)) for level in range(5)]
    total = sum(counts)
    return tuple(count / total for count in counts) if total else ()


def _note(material: Material, *, compared: bool) -> str:
    words = material.words
    parts = []
    if compared:
        parts.append(words("Differences were calculated before rounding."))
    if material.scorecard.anonymous:
        parts.append(
            words(
                "Only groups of at least {count} people are shown by themselves.",
                count=words.count(material.scorecard.privacy_threshold),
            )
        )
    return " ".join(parts)
