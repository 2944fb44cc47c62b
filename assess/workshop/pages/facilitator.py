"""What the facilitator sees and does: no more of the answers than the screen shows, in the order that needs talk."""

from __future__ import annotations

import time
from collections.abc import Mapping

import msgspec

from assess.workshop.board import ROUNDS, Done
from assess.workshop.pages.figures import answers_of, reasons_said
from assess.workshop.pages.phone import OTHER, Frame, role_name
from assess.workshop.pages.projector import clock_said, round_name
from assess.workshop.pages.rendering import rendered
from assess.workshop.picture import Picture
from assess.workshop.room import Room
from questionnaires.language import Phrase, Words
from questionnaires.model import ROLES, Role
from reports.sentences import LETTERS


class Queued(msgspec.Struct, frozen=True, kw_only=True):
    """An item in the list; `letter` is the sentence that was settled on."""

    id: str
    question: str
    why: str
    letter: str
    settled: str


class Confirm(msgspec.Struct, frozen=True):
    """What is asked before people can answer no more."""

    heading: str
    text: str
    yes: str
    no: str


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """While people answer: how they are reached, and in a survey how many of each role did."""

    heading: str
    text: str
    links: tuple[tuple[str, str], ...]
    rates_title: str
    rates: tuple[tuple[str, str], ...]
    show: str
    answering: str
    answering_said: str


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """What comes after the last round."""

    heading: str
    text: str
    report: str
    report_said: str
    commands: str


def page(
    room: Room,
    picture: Picture | None,
    words: Words,
    *,
    csrf: str,
    screen: str,
    links: Mapping[Role | None, str],
    looking_at: str | None = None,
    confirming: bool = False,
    problem: Phrase | None = None,
) -> str:
    """Return the page of the facilitator.

    `looking_at` is an item that is not on the screen yet; with `confirming` it is asked whether people may answer no
    more; `screen` and `links` are addresses, that without a role for whoever chooses one.
    """
    board, here = room.desk.board, f"/{room.code}/lead"
    other, other_name = OTHER[words.language]
    common: dict[str, object] = {
        "frame": Frame(
            language=words.language,
            title=f"{words('Facilitator')} · Meetlat",
            other=other,
            other_name=other_name,
            csrf=csrf,
            events=f"{here}/events",
            problem=words.say(problem) if problem else "",
        ),
        "here": here,
        "revision": room.revision,
        "skip": words("To the question"),
        "about": words("{organisation}, code", organisation=room.organisation),
        "code": room.code_said,
        "ready": words(
            "{ready} of {total} ready",
            ready=room.presence.ready,
            total=room.expected or room.presence.joined,
        ),
        "screen": screen,
        "open_screen": words("Open the screen"),
        "rounds_title": words("Round"),
        "rounds": [(one, round_name(one, words), one == board.round) for one in ROUNDS],
        "undo": _undo(room.desk.last, words),
        "is_shown": board.is_shown,
        "confirm": _confirm(room, words) if confirming else None,
        "waiting": _waiting(room, words, links),
    }
    if picture is None:
        return rendered("facilitator/page.html.jinja", **common)
    return rendered("facilitator/page.html.jinja", **common, **_desk(room, picture, words, looking_at))


def _undo(last: Done | None, words: Words) -> str:
    if last is None:
        return ""
    deeds = {
        "round": words("the round"),
        "item": words("{item} on the screen", item=last.item or ""),
        "agree": words("what was settled on {item}", item=last.item or ""),
        "skip": words("{item} skipped", item=last.item or ""),
    }
    return words("Undo: {deed}", deed=deeds[last.deed]) if last.deed in deeds else ""


def _confirm(room: Room, words: Words) -> Confirm:
    return Confirm(
        words("Show the answers?"),
        words(
            "Nobody can answer from then on, and that cannot be undone: {ready} of {total} people are ready.",
            ready=room.presence.ready,
            total=room.presence.joined,
        ),
        words("Show"),
        words("Wait a little"),
    )


def _waiting(room: Room, words: Words, links: Mapping[Role | None, str]) -> Waiting:
    is_closed = room.desk.board.is_closed
    if is_closed:
        heading = words("Nobody can answer any more")
    elif room.presence.joined:
        heading = _capital(words.plural("{count} person joined", "{count} people joined", room.presence.joined))
    else:
        heading = words("Nobody has joined yet")
    names: dict[Role | None, str] = {None: words("Everyone, who then choose their role")}
    names |= {role: role_name(role, words) for role in ROLES}
    rates = tuple(
        (
            role_name(role, words),
            words("{n} of {total}", n=room.presence.by_role.get(role, 0), total=room.group_sizes[role]),
        )
        for role in ROLES
        if role in room.group_sizes and room.kind == "survey"
    )
    return Waiting(
        heading=heading,
        text=words("You see how many people are ready, and no answer before you show them."),
        links=tuple((names[role], address) for role, address in links.items() if role is None or room.kind == "survey"),
        rates_title=words("How many joined"),
        rates=rates,
        show=words("Show the answers"),
        answering="reopen" if is_closed else "close",
        answering_said=words("Let people answer again") if is_closed else words("Close the answering"),
    )


def _desk(room: Room, picture: Picture, words: Words, looking_at: str | None) -> dict[str, object]:
    board, items = room.desk.board, room.questionnaire.items
    queue = [topic.item for topic in picture.topics if topic.reasons and topic.item not in board.skipped]
    others = [topic.item for topic in picture.topics if topic.item not in queue]
    open_ones = [item for item in queue if item not in room.agreed]
    chosen = looking_at or board.item or next(iter([*open_ones, *queue, *others]))
    agreed = room.agreed.get(chosen)
    is_on_screen = board.item == chosen and board.round in ("discuss", "agree")
    topics = {topic.item: topic for topic in picture.topics}

    def queued(item_id: str) -> Queued:
        settled = room.agreed.get(item_id)
        letter = LETTERS[settled.level - 1] if settled else ""
        return Queued(
            id=item_id,
            question=items[item_id].question[words.language],
            why=reasons_said(topics[item_id], picture.scorecard.items[item_id], words),
            letter=letter,
            settled=words("settled: sentence "),
        )

    return {
        "queue_title": words("To discuss, the most needed first"),
        "queue": [queued(item_id) for item_id in queue],
        "others_title": words.plural(
            "{n} question on which we agree", "{n} questions on which we agree", len(others)
        ),
        "others": [queued(item_id) for item_id in others],
        "basis": words.plural(
            "Picture of {n} respondent; it does not change.", "Picture of {n} respondents; it does not change.",
            sum(picture.scorecard.respondents.values()),
        ),
        "answers": answers_of(items[chosen], picture, words, agreed.level if agreed else None),
        "on_screen": words("on the screen") if is_on_screen else words("not on the screen"),
        "is_on_screen": is_on_screen,
        "put_on_screen": words("Put it on the screen"),
        "which": words("Which sentence is true today?"),
        "note_title": words("What we settled, in one sentence."),
        "note_hint": words("No names: this comes on the screen and in the report."),
        "note": (agreed.note or "") if agreed else "",
        "settle": words("Settle"),
        "skip_item": words("Take it up again") if chosen in board.skipped else words("Skip"),
        "is_settled": agreed is not None,
        "unsettle": words("Not settled after all"),
        "clock": clock_said(board.clock.remaining(time.time())),
        "ends": board.clock.ends or "",
        "clock_title": words("time left"),
        "toggle": words("Start the clock") if board.clock.ends is None else words("Stop the clock"),
        "add": words("A minute more"),
        "blank": words("Show the screen") if board.is_blank else words("Blank the screen"),
        "ending": _ending(room, words) if board.round == "done" else None,
        "keys_title": words("Keys"),
        "keys_on": words("Keys on"),
        "keys": [
            (("1", "5"), words("round")),
            (("↑", "↓"), words("question")),
            (("a", "e"), words("sentence")),
            (("n",), words("note")),
            (("s",), words("settle")),
            (("o",), words("skip")),
            (("t",), words("clock")),
            (("+",), words("minute")),
            ((".",), words("blank")),
            (("u",), words("undo")),
        ],
    }  # fmt: skip


def _ending(room: Room, words: Words) -> Ending:
    settled = len(room.agreed)
    return Ending(
        heading=words("Done"),
        text=_capital(
            words.plural(
                "{count} sentence was settled together. The report has it, beside what everyone answered alone.",
                "{count} sentences were settled together. The report has them, beside what everyone answered alone.",
                settled,
            )
        ),
        report=f"/{room.code}/lead/report.pdf",
        report_said=words("Make the report (PDF)"),
        commands=words("That takes half a minute. Or type: assess report {run} -o report.pdf", run=room.run_id),
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
