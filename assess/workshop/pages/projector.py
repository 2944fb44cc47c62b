"""What the room sees: how to join, where people differ, the item that is talked about, and what was agreed."""

from __future__ import annotations

import time

import msgspec
from markupsafe import Markup

from assess.workshop.board import ROUNDS, Round
from assess.workshop.pages.figures import Answers, answers_of, group_of, reasons_said
from assess.workshop.pages.phone import Frame
from assess.workshop.pages.rendering import rendered
from assess.workshop.picture import Picture
from assess.workshop.room import Room
from questionnaires.language import Words
from reports.sentences import LETTERS
from scoring.discussion import Topic

MOST_DIFFER, MOST_AGREED = 5, 3  # rows that a screen holds at a size that the last row of the room can read
LEFT, STEP = 76.0, 100.0  # of a drawn axis: where level 1 stands, and how far the next is


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A capability by the item on which people differ most; `marks` are the groups on the axis."""

    name: str
    why: str
    marks: tuple[tuple[str, float, str], ...]
    bars: tuple[float, ...]
    alt: str


class Agreeing(msgspec.Struct, frozen=True, kw_only=True):
    """A capability on which people agree: its mean, and how far answers lie from the middle on the axis."""

    id: str
    name: str
    at: float | None
    first: float
    last: float
    alt: str


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What was agreed on an item: the groups at first, and the sentence that holds now."""

    id: str
    question: str
    groups: tuple[tuple[str, float], ...]
    at: float
    letter: str
    sentence: str
    note: str
    alt: str


def page(room: Room, picture: Picture | None, words: Words, *, address: str, qr: str, events: str) -> str:
    """Return the page of the screen; `qr` is the code as SVG, `events` where changes are told."""
    board = room.desk.board
    frame = Frame(
        language=words.language,
        title=f"{room.organisation} · Meetlat",
        other="",
        other_name="",
        events=events,
    )
    common = {
        "frame": frame,
        "organisation": room.organisation,
        "rounds_title": words("Rounds"),
        "rounds": [(round_name(one, words), one == board.round) for one in ROUNDS] if room.kind == "workshop" else [],
        "lost": words("Line lost: this is the picture of a moment ago."),
    }
    if board.is_blank:
        return rendered("projector/blank.html.jinja", **common)
    if picture is None or board.round == "alone":
        return rendered("projector/join.html.jinja", **common, **_join(room, words, address, qr))
    is_settled = board.item in room.agreed
    if board.item and (board.round == "discuss" or (board.round == "agree" and not is_settled)):
        return rendered("projector/item.html.jinja", **common, **_item(room, picture, words))
    if board.round in ("agree", "done"):
        return rendered("projector/agreed.html.jinja", **common, **_agreed(room, picture, words))
    return rendered("projector/spread.html.jinja", **common, **_spread(room, picture, words))


def round_name(name: Round, words: Words) -> str:
    names: dict[Round, str] = {
        "alone": words("Answer alone"),
        "show": words("Show"),
        "discuss": words("Discuss"),
        "agree": words("Agree"),
        "done": words("Done"),
    }
    return names[name]


def clock_said(seconds: float) -> str:
    """Return what is left on a clock: 3:40."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def _join(room: Room, words: Words, address: str, qr: str) -> dict[str, object]:
    ready, expected = room.presence.ready, room.expected or room.presence.joined
    return {
        "qr": Markup(qr),  # noqa: S704 (drawn by ourselves)
        "heading": words("Join on your phone"),
        "where": words("Scan, or go to"),
        "address": address,
        "code_title": words("Code"),
        "code": room.code_said,
        "figure": ready,
        "ready": words("of the {total} people are ready with answering", total=expected),
        "progress": (ready, max(expected, ready, 1)),
        "progress_title": words("Ready with answering"),
        "foot": words("Without a name or account. Nobody sees what you choose, not even the facilitator."),
    }


def _spread(room: Room, picture: Picture, words: Words) -> dict[str, object]:
    differ, agree = _parted(room, picture, words)
    rows = differ[:MOST_DIFFER]
    return {
        "heading": _difference(len(differ), len(agree), words),
        "differ_title": words("Here we differ"),
        "differ": rows,
        "more": words.plural("and {count} part more", "and {count} parts more", len(differ) - len(rows))
        if len(differ) > len(rows)
        else "",
        "agree_title": words("Here we agree"),
        "agree": agree,
        "axis": words("Scale of level 1 to 5"),
        "groups": _legend(picture, words),
        "foot": _basis(room, picture, words),
    }


def _parted(room: Room, picture: Picture, words: Words) -> tuple[list[Row], list[Agreeing]]:
    """Return the capabilities with an item that asks for talk, the neediest first, and the others in their order."""
    questionnaire = room.questionnaire
    first: dict[str, Topic] = {}
    for topic in picture.topics:
        if topic.reasons:
            first.setdefault(questionnaire.capability_of(topic.item).id, topic)
    rows = []
    for capability_id, topic in first.items():
        capability, score = questionnaire.capabilities[capability_id], picture.scorecard.items[topic.item]
        answers = answers_of(questionnaire.items[topic.item], picture, words)
        is_gap = "blind_spot" in topic.reasons or "too_modest" in topic.reasons
        counts = [sum(group.counts[level] for group in score.groups) for level in range(5)]
        why = f"{topic.item} · {reasons_said(topic, score, words, 1)}"
        rows.append(
            Row(
                name=f"{capability_id} {capability.name[words.language]}",
                why=why,
                marks=tuple(
                    (group.kind, _at(group.mean), words.number(group.mean))
                    for group in sorted(answers.groups, key=lambda group: group.mean or 0)
                    if group.mean is not None
                )
                if is_gap
                else (),
                bars=() if is_gap else tuple(count / max(1, *counts) for count in counts),
                alt=f"{why}: {'; '.join(f'{group.name} {group.told}' for group in answers.groups)}",
            )
        )
    others = [
        _agreeing(room, picture, words, capability_id)
        for capability_id in questionnaire.capabilities
        if capability_id not in first
    ]
    return rows, others


def _agreeing(room: Room, picture: Picture, words: Words, capability_id: str) -> Agreeing:
    capability = room.questionnaire.capabilities[capability_id]
    score = picture.scorecard.capabilities[capability_id]
    apart = [
        spread
        for item in capability.items
        if (spread := picture.scorecard.items[item.id].spread) is not None and picture.scorecard.items[item.id].groups
    ]
    mean = score.score
    spread = sum(apart) / len(apart) if apart else 0.0
    said = (
        words("no score")
        if mean is None
        else words("mean {mean}; answers lie {spread} of a level from the middle on average",
                   mean=words.number(mean), spread=words.number(spread))
    )  # fmt: skip
    return Agreeing(
        id=capability_id,
        name=capability.name[words.language],
        at=None if mean is None else _at(mean),
        first=_at(max(1.0, (mean or 1) - spread)),
        last=_at(min(5.0, (mean or 1) + spread)),
        alt=f"{capability_id}: {said}",
    )


def _difference(differ: int, agree: int, words: Words) -> str:
    if not differ:
        return words("We see all parts alike")
    if not agree:
        return words("We differ on every part")
    parts = words.plural("On {count} part we differ", "On {count} parts we differ", differ)
    others = words.plural("on {count} we agree", "on {count} we agree", agree)
    return f"{parts[:1].upper()}{parts[1:]}, {others}"


def _item(room: Room, picture: Picture, words: Words) -> dict[str, object]:
    board = room.desk.board
    item = room.questionnaire.items[board.item or ""]
    answers: Answers = answers_of(item, picture, words, agreed.level if (agreed := room.agreed.get(item.id)) else None)
    left = board.clock.remaining(time.time())
    return {
        "answers": answers,
        "other_wording": words("Users got the same sentences in the I-form.") if item.as_user else "",
        "clock": clock_said(left),
        "clock_title": words("time left"),
        "ends": board.clock.ends or "",
        "why": words("Why?"),
        "prompt": words(
            "Tell what you went through in the last six months. You need not say which sentence you chose."
        ),
    }


def _agreed(room: Room, picture: Picture, words: Words) -> dict[str, object]:
    flagged = [topic.item for topic in picture.topics if topic.reasons]
    done = [item for item in room.agreed if item in room.questionnaire.items]
    left = [item for item in flagged if item not in room.agreed and item not in room.desk.board.skipped]
    settled = [_settled(room, picture, words, item) for item in done[-MOST_AGREED:]]
    if room.desk.board.round == "done":
        heading = words("Thank you: this is what we take along")
    elif done:
        said = words.plural("We settled {count} sentence together", "We settled {count} sentences together", len(done))
        heading = said
    else:
        heading = words("Which sentence is true today?")
    return {
        "heading": heading,
        "heads": (words("Question"), words("First and now"), words("This is true today")),
        "settled": settled,
        "groups": _legend(picture, words),
        "foot": words("Still to discuss: {items}", items=", ".join(left[:6])) if left else "",
    }


def _settled(room: Room, picture: Picture, words: Words, item_id: str) -> Settled:
    item, agreed = room.questionnaire.items[item_id], room.agreed[item_id]
    answers = answers_of(item, picture, words)
    letter = LETTERS[agreed.level - 1]
    first = "; ".join(f"{group.name} {group.told}" for group in answers.groups)
    return Settled(
        id=item_id,
        question=answers.question,
        groups=tuple((group.kind, _of_staff(group.mean)) for group in answers.groups if group.mean is not None),
        at=_of_staff(agreed.level),
        letter=letter,
        sentence=item.levels[agreed.level - 1][words.language],
        note=agreed.note or "",
        alt=words("First: {first}. Agreed: sentence {letter}", first=first or words("not shown"), letter=letter),
    )


def _legend(picture: Picture, words: Words) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for score in picture.scorecard.items.values():
        for group in score.groups:
            shown = group_of(group, words)
            found.setdefault(shown.kind, shown.name if shown.kind != "together" else words("everyone together"))
    order = ("it", "user", "supplier", "together")
    return [(kind, found[kind]) for kind in order if kind in found]


def _basis(room: Room, picture: Picture, words: Words) -> str:
    people = sum(picture.scorecard.respondents.values())
    said = words.plural(
        "Picture of {n} respondent; it does not change", "Picture of {n} respondents; it does not change", people
    )
    if room.is_open:
        return said
    return words("{said} · groups from {count} people on", said=said, count=room.threshold)


def _at(level: float | None) -> float:
    return round(LEFT + ((level or 1) - 1) * STEP, 1)


def _of_staff(level: float | None) -> float:
    return round(30 + ((level or 1) - 1) * 115, 1)
