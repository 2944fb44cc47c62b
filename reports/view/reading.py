"""How to read the report: the marks, the levels, and whose view it is."""

from __future__ import annotations

import msgspec

from questionnaires.model import audience_of
from reports import sentences
from reports.charts.glyphs import Glyph
from reports.view.material import Head, Material
from scoring.scorecard import ConfidenceValue, Scorecard


class LegendEntry(msgspec.Struct, frozen=True):
    """A mark with the words for it."""

    glyph: Glyph
    text: str


class LevelRow(msgspec.Struct, frozen=True, kw_only=True):
    """One of the five levels; `here` says what stands on it in this run."""

    number: str
    name: str
    text: str
    here: str


class ConfidenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the confidence with what it takes."""

    value: ConfidenceValue
    name: str
    text: str


class Passage(msgspec.Struct, frozen=True):
    """A heading with its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


class ReadingPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader must know before the other pages."""

    head: Head
    legend_title: str
    legend: tuple[LegendEntry, ...]
    levels_title: str
    levels: tuple[LevelRow, ...]
    passages: tuple[Passage, ...]
    confidence_title: str
    confidence: tuple[ConfidenceRow, ...]


def build(material: Material) -> ReadingPage:
    """Return the page that explains the others."""
    words = material.words
    return ReadingPage(
        head=Head(anchor="reading", title=words("How to read this"), heading=_heading(material)),
        legend_title=words("The marks"),
        legend=_legend(material),
        levels_title=words("The five levels"),
        levels=tuple(_level_row(material, level) for level in range(1, 6)),
        passages=(_level_and_average(material), _not_known(material), _whose_view(material)),
        confidence_title=words("Confidence"),
        confidence=(
            ConfidenceRow(
                value="high",
                name=sentences.as_sentence(words("high")),
                text=words(
                    "at least 80% answered, five respondents or more from two roles, largely agreed, and evidence "
                    "for half of the key practices or more"
                ),
            ),
            ConfidenceRow(
                value="medium",
                name=sentences.as_sentence(words("medium")),
                text=words("at least 60% answered, two respondents or more, and some evidence"),
            ),
            ConfidenceRow(
                value="low",
                name=sentences.as_sentence(words("low")),
                text=words("less than that: first verify (one day), then decide"),
            ),
        ),
    )


def _heading(material: Material) -> str:
    overall, words = material.scorecard.overall, material.words
    if overall.score is None:
        return words("There is no score yet; what was answered stands at the end of this report.")
    score, bar = words.number(overall.score), words.number(overall.ambition)
    if overall.level is None:
        return words("Read the average of {score} with care: not every domain has a score.", score=score)
    if not material.stated:
        return words(
            "The average is {score}; level {level} shows where it still catches.", score=score, level=overall.level
        )
    if overall.held_by:
        return words(
            "First read {score} beside the bar of {bar}, then what keeps you at level {level}.",
            score=score, bar=bar, level=overall.level,
        )  # fmt: skip
    return words(
        "First read {score} beside the bar of {bar}; the level is {level}.", score=score, bar=bar, level=overall.level
    )


def _legend(material: Material) -> tuple[LegendEntry, ...]:
    words = material.words
    entries = [
        LegendEntry("reality", words("reality: the average of the answers")),
        LegendEntry("unsure", words("the same with a low confidence: verify first")),
    ]
    if material.stated:
        entries.append(LegendEntry("ambition", words("ambition: the bar you set yourselves")))
    else:
        entries.append(LegendEntry("default_ambition", words("level 3, the default while nobody sets a bar")))
    entries.append(LegendEntry("distance", words("what is left to do")))
    kinds = {score.interval.kind for score in material.scorecard.capabilities.values()}
    if "spread_90" in kinds:
        entries.append(LegendEntry("interval", words("spread of opinion (90%)")))
    if "range" in kinds:
        entries.append(LegendEntry("range", words("lowest to highest respondent")))
    entries.append(LegendEntry("unknown", words("not known, not shown, or kept free")))
    entries.append(LegendEntry("noticed", words("users notice it when it is finished")))
    return tuple(entries)


def _level_row(material: Material, level: int) -> LevelRow:
    words, described = material.words, material.questionnaire.levels[level - 1]
    overall = material.scorecard.overall
    here = []
    if overall.level == level:
        here.append(words("the whole"))
    here += [
        sentences.domain_name(material.questionnaire, domain_id, words)
        for domain_id, domain in material.scorecard.domains.items()
        if domain.level == level
    ]
    return LevelRow(
        number=str(level),
        name=material.text(described.name),
        text=material.text(described.description),
        here=sentences.as_sentence(words("here now: {names}", names=words.listing(here))) if here else "",
    )


def _level_and_average(material: Material) -> Passage:
    words = material.words
    return Passage(
        words("Level and average"),
        (
            words(
                "The average moves with every answer and shows progress. The level is a staircase: two of three "
                "sentences hold at the level, the key practice is one of them, and none is more than a step below."
            ),
            words(
                "That is why the average can be 2.8 and the level 2: the level points at the weakest link, and this "
                "report quotes the sentence that is not true yet."
            ),
        ),
    )


def _not_known(material: Material) -> Passage:
    words = material.words
    paragraphs = [
        words(
            "A dash or hatching is no zero: too few people could answer. ‘I don’t know’ never counts as a 1, nor as "
            "a 3; it lowers the confidence."
        ),
    ]
    if material.people > 1:
        paragraphs.append(
            words(
                "Spread of opinion says how far people are apart, not how precisely it was measured: respondents are"
                " no random sample."
            )
        )
    return Passage(words("What is not known"), tuple(paragraphs))


def _whose_view(material: Material) -> Passage:
    words, respondents = material.words, material.scorecard.respondents
    title = words("Whose view this is")
    if material.is_one_view:
        return Passage(
            title,
            (
                sentences.one_view(words),
                words("Let colleagues and users answer as well: they see what one person cannot."),
            ),
        )
    who = words("The answers come from: {roles}.", roles=sentences.respondents_by_role(respondents, words))
    paragraphs = [who]
    if not respondents.get("user"):
        paragraphs.append(words("No user has answered yet, so this is how IT sees itself."))
    if material.scorecard.anonymous:
        paragraphs.append(
            words(
                "Answers are shown for groups of at least {count} people; smaller groups were taken together with "
                "another before anything was calculated.",
                count=words.count(material.scorecard.privacy_threshold),
            )
        )
        if _is_it_recognisable(material.scorecard):
            paragraphs.append(
                words(
                    "Fewer than {count} people of IT answered, so what they said of questions that only IT is asked "
                    "can be recognised. Ask them before this report goes round.",
                    count=words.count(material.scorecard.privacy_threshold),
                )
            )
    else:
        paragraphs.append(words("Everyone agreed that answers in this report may be recognised."))
    return Passage(title, tuple(paragraphs))


def _is_it_recognisable(card: Scorecard) -> bool:
    """Say whether IT is too small a group for the questions that nobody else is asked (scoring 4.13)."""
    return sum(n for role, n in card.respondents.items() if audience_of(role) == "it") < card.privacy_threshold
