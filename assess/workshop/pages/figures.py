"""What screen and facilitator tell of an item: the answers per group that may be shown, and why it asks for talk."""

from __future__ import annotations

import msgspec

from assess.workshop.picture import Picture
from questionnaires.language import Words
from questionnaires.model import LEVELS, Item
from reports.sentences import LETTERS, as_sentence
from reports.view.groups import group_name, groups_in, kind_of
from scoring.discussion import Topic
from scoring.scorecard import GroupAnswers, ItemScore


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A group as it is shown: `kind` says how it is drawn, `mean` is where, in levels."""

    kind: str
    name: str
    told: str
    people: int
    mean: float | None


class Share(msgspec.Struct, frozen=True):
    """How many of a group chose a sentence; `percent` is the length of the bar."""

    kind: str
    name: str
    count: int
    people: int
    percent: int


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with how often each group chose it."""

    value: str
    letter: str
    text: str
    shares: tuple[Share, ...]
    is_chosen: bool = False


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """An item with its answers; without groups `hidden` says why there is no picture."""

    id: str
    question: str
    why: str
    groups: tuple[Group, ...]
    sentences: tuple[Sentence, ...]
    unknown: str
    hidden: str


def answers_of(item: Item, picture: Picture, words: Words, chosen: int | None = None) -> Answers:
    """Return an item as it may be shown; `chosen` is the level that was agreed."""
    score = picture.scorecard.items[item.id]
    shown = groups_in(score)
    topic = next(one for one in picture.topics if one.item == item.id)
    return Answers(
        id=item.id,
        question=item.question[words.language],
        why=reasons_said(topic, score, words),
        groups=tuple(group_of(group, words) for group in shown),
        sentences=tuple(
            Sentence(
                value=str(level),
                letter=LETTERS[level - 1],
                text=item.levels[level - 1][words.language],
                shares=tuple(_share(group, level, words) for group in shown),
                is_chosen=level == chosen,
            )
            for level in LEVELS
        ),
        unknown=_unknown(shown, words),
        hidden="" if shown else _hidden(score, picture, words),
    )


def reasons_said(topic: Topic, score: ItemScore, words: Words, most: int | None = None) -> str:
    """Return why an item asks for talk, at most so many reasons; that people agree where there is none."""
    gap = score.perception_gap
    said = []
    for reason in topic.reasons:
        match reason:
            case "polarised":
                low = sum(sum(group.counts[:2]) for group in score.groups)
                high = sum(sum(group.counts[3:]) for group in score.groups)
                said.append(words("divided: {low} low, {high} high", low=low, high=high))
            case "split" if "polarised" not in topic.reasons:
                said.append(words("far apart"))
            case "blind_spot":
                said.append(words("blind spot: IT {gap} higher", gap=words.number(gap)))
            case "too_modest":
                said.append(words("too modest: users {gap} higher", gap=words.number(-(gap or 0))))
            case "nobody_knows":
                said.append(words("many do not know"))
            case "discuss":
                said.append(words("somewhat apart"))
    return " · ".join(said[:most]) if said else words("we agree")


def group_of(group: GroupAnswers, words: Words) -> Group:
    """Return a group as it is shown."""
    name = as_sentence(group_name(group.audiences, words)).rstrip(".")
    mean = words("mean {mean}", mean=words.number(group.mean)) if group.mean is not None else words("nobody knows")
    return Group(kind=kind_of(group), name=name, told=mean, people=group.people, mean=group.mean)


def _share(group: GroupAnswers, level: int, words: Words) -> Share:
    count = group.counts[level - 1]
    name = as_sentence(group_name(group.audiences, words)).rstrip(".")
    return Share(kind_of(group), name, count, group.people, round(100 * count / max(1, group.people)))


def _unknown(groups: tuple[GroupAnswers, ...], words: Words) -> str:
    unknown = sum(group.unknown for group in groups)
    return words.plural("{count} person does not know", "{count} people do not know", unknown) if unknown else ""


def _hidden(score: ItemScore, picture: Picture, words: Words) -> str:
    if score.not_applicable:
        return words("This does not apply to us.")
    if score.value is None:
        return words("Nobody chose a sentence.")
    return words(
        "Fewer than {count} people answered, so only the mean is given: {mean}.",
        count=words.count(picture.scorecard.privacy_threshold),
        mean=words.number(score.value),
    )
