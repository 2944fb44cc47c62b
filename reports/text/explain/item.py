"""Show how an item comes to its value: its sentences, who answered what, and what that means for its capability."""

from __future__ import annotations

from questionnaires.language import Words
from questionnaires.model import Audience, Item
from reports.sentences import letter
from reports.text.explain.capability import standing
from reports.text.explain.material import Material, Row, mean_formula
from reports.text.lines import Lines, Span, line, ljust, paragraphs, wrap
from scoring.consensus import agreement
from scoring.explain import CapabilityExplanation
from scoring.scorecard import GroupAnswers, ItemScore

SENTENCE_CELLS = 5


def item_lines(item_id: str, explained: CapabilityExplanation, material: Material) -> Lines:
    """Return an item from its sentences to its value, and the standing of its capability."""
    item, score = material.questionnaire.items[item_id], material.scorecard.items[item_id]
    words = material.words
    return paragraphs(
        [
            material.heading(f"{item.id} {item.question[words.language]}"),
            _sentences(item, score, material),
            _answers(score, material),
            _meaning(item, score, material),
            material.told(f"{standing(explained, material)}."),
        ]
    )


def _sentences(item: Item, score: ItemScore, material: Material) -> Lines:
    """Return the five sentences, the one that holds now with the dot."""
    lines: Lines = ()
    for level, sentence in enumerate(item.levels, 1):
        holds = level == score.low_median
        text, mark = sentence[material.words.language], f"{letter(level)}  "
        if material.plain:
            lines += material.told(text, mark)
            continue
        first, *others = wrap(text, material.columns, " " * SENTENCE_CELLS + mark, " " * (SENTENCE_CELLS + len(mark)))
        margin = Span(ljust(f"   {material.marks.dot}", SENTENCE_CELLS), "reality") if holds else first[:SENTENCE_CELLS]
        lines += (line(margin, first[SENTENCE_CELLS:]), *(line(other) for other in others))
    return lines


def _answers(score: ItemScore, material: Material) -> Lines:
    """Return who answered what, by group, and the value that follows; nothing where no group may be shown."""
    words = material.words
    if score.not_applicable:
        return material.told(words("Not applicable, say at least two in three: it takes no part in any score."))
    rows = (
        []
        if material.is_one_view
        else [Row(group_name(group, words), _counted(group, words)) for group in score.groups]
    )
    if score.agreed is not None:
        rows.append(Row(words("Agreed"), words("{letter}: that is the value", letter=letter(score.agreed))))
    elif score.value is None:
        rows.append(Row(words("Value"), words("none: nobody chose a sentence")))
    elif material.is_one_view:
        rows.append(
            Row(
                words("Value"),
                words("{letter} counts as {value}", letter=letter(round(score.value)), value=words.number(score.value)),
            )
        )
    else:
        means = [group.mean for group in score.groups if group.mean is not None]
        formula = mean_formula(means, score.value, words) if means else words.number(score.value, 2)
        text = words("{formula}, the mean of the groups", formula=formula) if len(means) > 1 else formula
        rows.append(Row(words("Value"), text))
    return material.labelled(rows)


def group_name(group: GroupAnswers, words: Words) -> str:
    """Return the people of a group in words; merged groups are named together."""
    names: dict[Audience, str] = {"it": words("IT"), "user": words("users"), "supplier": words("suppliers")}
    return words.listing([names[audience] for audience in group.audiences])


def _counted(group: GroupAnswers, words: Words) -> str:
    """Return the answers of a group: 3 × b, 2 × c, 1 × ‘weet ik niet’; gemiddeld 2,4."""
    counts = [words("{n} × {letter}", n=n, letter=letter(level)) for level, n in enumerate(group.counts, 1) if n]
    if group.unknown:
        counts.append(words("{n} × ‘I don’t know’", n=group.unknown))
    said = ", ".join(counts) or words("no answer")
    return said if group.mean is None else words("{answers}; mean {mean}", answers=said, mean=words.number(group.mean))


def _meaning(item: Item, score: ItemScore, material: Material) -> Lines:
    """Return what the answers mean: agreement, a difference between IT and users, a key practice."""
    words, said = material.words, []
    if score.spread is not None:
        said.append(_agreement(score.spread, words))
    if score.polarised:
        said.append(words("Two camps: at least a quarter low (a or b) and a quarter high (d or e)."))
    if score.perception_gap is not None:
        said.append(words("IT minus users: {gap}.", gap=words.number(score.perception_gap)))
    if item.gate is not None:
        values = {"level": item.gate, "letter": letter(item.gate)}
        said.append(words("Key practice of level {level}: the middle answer must be {letter} or higher.", **values))
    return material.told(" ".join(said)) if said else ()


def _agreement(spread: float, words: Words) -> str:
    """Return how far answers lie apart, in words and as the mean distance to the middle one."""
    distance = words.number(spread)
    verdict = agreement(spread)
    if verdict == "agree":
        return words("You agree (on average {distance} from the middle answer).", distance=distance)
    if verdict == "discuss":
        return words("Talk about it (on average {distance} from the middle answer).", distance=distance)
    return words("You are split (on average {distance} from the middle answer).", distance=distance)
