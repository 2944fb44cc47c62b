"""Talk a respondent through the interview: one question, one list, one line to answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from assess.interview.events import Back, Cancel, Enter, Event, Note, Point, Skip, Submit, Weigh
from assess.interview.places import Place
from assess.interview.walk import Position
from assess.plain.meaning import HELP, STOP, meant
from assess.plain.texts import (
    NUMBER_OF,
    answer_text,
    field_prompts,
    help_texts,
    last_time_texts,
    overview_codes,
    place_texts,
    said_option,
    where_text,
    why_paragraphs,
)
from assess.screens.item import choose_text, follow_up_text, reason_texts
from assess.screens.overview import leaving_text
from questionnaires.responses import MAX_IMPORTANCE_MARKS
from reports.sentences import as_sentence

if TYPE_CHECKING:
    from assess.interview.walk import Mode, Walk
    from assess.sitting import Sitting
    from questionnaires.language import Words

Ask = Callable[[str], str]
Tell = Callable[[str], None]


def interview(sitting: Sitting, words: Words, ask: Ask, tell: Tell) -> None:
    """Hold the interview to its end.

    `ask` shows a prompt and returns the line that was typed, or raises EOFError; `tell` prints a paragraph. Raises
    KeyboardInterrupt where the respondent types stop.
    """
    _Conversation(sitting, words, ask, tell).hold()


class _Conversation:
    def __init__(self, sitting: Sitting, words: Words, ask: Ask, tell: Tell) -> None:
        self._sitting = sitting
        self._words = words
        self._ask = ask
        self._tell = tell
        self._told: tuple[Position, Mode] | None = None
        self._place: Place | None = None
        self._knows_keys = False

    @property
    def _walk(self) -> Walk:
        return self._sitting.walk

    def hold(self) -> None:
        while not self._walk.is_over:
            for notice in self._walk.notice:  # about what was just done, so before the next question
                self._tell(as_sentence(self._words.say(notice)))
            self._say_where()
            match self._walk.mode:
                case "writing":
                    self._take_note()
                case "giving_reason":
                    self._take_reason()
                case "filling":
                    self._take_fields()
                case "looking_back":
                    self._look_back()
                case "telling_change":
                    self._sitting.happen(Submit((self._answer_to(self._words("What changed?")),)))
                case _ if self._walk.here.kind == "importance":
                    self._take_importance()
                case _:
                    self._take_choice()

    # Telling

    def _say_where(self) -> None:
        """Say the place that was reached; of a question that is on the table already, only what is new."""
        walk, words = self._walk, self._words
        now = (walk.position, walk.mode)
        if now == self._told:
            return
        before, self._told = self._told, now
        if walk.mode in ("writing", "giving_reason", "telling_change"):
            return
        if walk.mode == "looking_back":
            for text in last_time_texts(walk, words):
                self._tell(text)
            return
        if walk.position.following_up and before and before[0].place == walk.here:
            self._tell(follow_up_text(walk, words, words("choose {number} once more", number=NUMBER_OF["unknown"])))
            return
        if before and before[0] == walk.position and walk.here.kind == "item":
            self._tell(answer_text(walk, words))
            return
        self._tell("")
        if walk.here.kind == "item":
            where = where_text(walk, words, self._place)
            if where:
                self._tell(where)
                self._tell("")
            self._place = walk.here
        texts = place_texts(walk, words)
        is_back = walk.here.kind == "overview" and before is not None and before[0].from_overview
        for text in texts[:1] if is_back else texts:  # all of it once more would take a minute to read out
            self._tell(text)
        if walk.here.kind == "item" and not self._knows_keys:
            self._knows_keys = True
            self._tell(f"{choose_text(walk, words)} {words('Type h for all keys.')}")

    # Asking

    def _answer_to(self, prompt: str) -> str:
        typed = self._ask(f"{prompt}: ").strip()
        if typed.lower() == STOP:
            raise KeyboardInterrupt
        return typed

    def _take_choice(self) -> None:
        walk, words = self._walk, self._words
        typed = self._answer_to(self._prompt())
        if typed.lower() == HELP:
            self._explain_keys()
            return
        events = meant(typed, walk, overview_codes(walk, words))
        if not events or (not typed and walk.pointer is None and walk.options):
            self._tell(self._complaint())
            return
        if typed.lower() == "n" and walk.here.kind == "item" and walk.pointer is None:
            self._tell(words("A note belongs to an answer: type n behind the number, as in 3n."))
            return
        for event in events:
            self._sitting.happen(event)
        if self._walk.mode == "reading_why":
            for text in why_paragraphs(self._walk, words):
                self._tell(text)
            self._sitting.happen(Cancel())
            self._told = (self._walk.position, self._walk.mode)
        self._say_saved(walk)

    def _look_back(self) -> None:
        """Go on with enter, or let them say what changed; what they would type at the next question is no note."""
        words = self._words
        typed = self._answer_to(words("Enter goes on; n: note what changed; 0: back to the question")).lower()
        events: dict[str, Event] = {"": Enter(), "s": Skip(), "n": Note(), "0": Back()}
        if typed not in events:
            self._tell(words("Type n for a note, or press enter."))
            return
        self._sitting.happen(events[typed])

    def _prompt(self) -> str:
        walk, words = self._walk, self._words
        if walk.here.kind == "instruction":
            return words("Enter starts with question 1")
        if walk.here.kind == "overview":
            leaving = leaving_text(walk, words)
            return words("Type the code of a question to open it; enter is {leaving}", leaving=leaving)
        return words("Choice 1 to {last}", last=len(walk.options))

    def _complaint(self) -> str:
        walk, words = self._walk, self._words
        if walk.here.kind == "instruction":
            return words("Press enter to start, or type stop.")
        if walk.here.kind == "overview":
            return words("Type a code such as {code}, or h for all keys.", code=walk.script.rows[-2][0].id)
        return words("Type a number from 1 to {last}, or h for all keys.", last=len(walk.options))

    def _explain_keys(self) -> None:
        for text in help_texts(self._walk, self._words):
            self._tell(text)

    def _say_saved(self, before: Walk) -> None:
        """Say what was saved; nothing where nothing was."""
        walk, words, here = self._walk, self._words, before.here
        if walk.position.following_up and not before.position.following_up:
            return
        if here.kind == "item" and (walk.respondent != before.respondent or here != walk.here):
            answer = walk.respondent.answers.get(here.id)
            if answer and (answer != before.answer or before.position.following_up):
                with_note = f" {words('with a note')}" if answer.note or answer.evidence else ""
                self._tell(words("Saved: {answer}.", answer=f"{said_option(answer, words)}{with_note}"))
        elif here.kind == "ambition" and walk.respondent.ambition != before.respondent.ambition:
            self._tell(words("Saved: {answer}.", answer=walk.respondent.ambition[here.id]))
        elif here.kind == "closing" and (walk.context, walk.facts) != (before.context, before.facts):
            self._tell(words("Saved."))

    def _take_note(self) -> None:
        walk, words = self._walk, self._words
        answer = walk.answer
        note = self._kept(words("Note"), (answer and answer.note) or "")
        if walk.script.is_for_it:
            evidence = self._kept(words("Evidence"), (answer and answer.evidence) or "")
            self._sitting.happen(Submit((note, evidence)))
        else:
            self._sitting.happen(Submit((note,)))
        self._say_saved(walk)

    def _kept(self, label: str, now: str) -> str:
        """Return what is typed in a field; enter alone keeps what is there, a hyphen takes it away."""
        prompt = self._words("{label} (now {text})", label=label, text=now) if now else label
        typed = self._answer_to(prompt)
        return "" if typed == "-" else typed or now

    def _take_reason(self) -> None:
        walk, words = self._walk, self._words
        question, hint = reason_texts(walk, words)
        self._tell(f"{question} {hint}")
        reason = self._kept(words("Reason, or back"), (walk.answer and walk.answer.reason) or "")
        if reason.lower() in self._back_words():
            self._sitting.happen(Cancel())
            return
        self._sitting.happen(Submit((reason,)))
        self._say_saved(walk)

    def _back_words(self) -> set[str]:
        return {"back", self._words("back")}

    def _take_fields(self) -> None:
        walk, words = self._walk, self._words
        texts = []
        for prompt, now in field_prompts(walk, words):
            typed = self._answer_to(prompt)
            if typed.lower() in self._back_words():
                self._sitting.happen(Back())
                return
            if typed.lower() == HELP:
                self._explain_keys()
                return
            texts.append("" if typed == "-" else typed or now)
        self._sitting.happen(Submit(tuple(texts)))
        self._say_saved(walk)

    # What matters most and least

    def _take_importance(self) -> None:
        words, marks = self._words, self._walk.importance
        wanted: dict[str, tuple[str, ...]] = {}
        for mark, now, prompt in (
            ("most", marks.most, words("Most, at most four codes, for example U2 S3")),
            ("least", marks.least, words("Least, at most four codes")),
        ):
            codes = self._codes(prompt, now, other=wanted.get("most", ()))
            if codes is None:
                return
            wanted[mark] = codes
        for part in (*marks.most, *marks.least):
            if part not in (*wanted["most"], *wanted["least"]):
                self._happen_at(part, Weigh(None))
        for part in wanted["most"]:
            self._happen_at(part, Weigh("most"))
        for part in wanted["least"]:
            self._happen_at(part, Weigh("least"))
        if not self._walk.notice:
            self._sitting.happen(meant("", self._walk, {})[0])
            self._tell(words("Saved."))

    def _happen_at(self, part: str, event: Weigh) -> None:
        self._sitting.happen(Point(part))
        self._sitting.happen(event)

    def _codes(self, prompt: str, now: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...] | None:
        """Ask for codes until they can be marked; None where the respondent goes back."""
        words = self._words
        while True:
            typed = self._answer_to(words("{label} (now {text})", label=prompt, text=" ".join(now)) if now else prompt)
            if typed == "0" or typed.lower() in self._back_words():
                self._sitting.happen(Back())
                return None
            if not typed:
                return tuple(part for part in now if part not in other)
            if typed == "-":
                return ()
            codes = tuple(dict.fromkeys(re.split(r"[\s,;]+", typed.upper().strip())))
            unknown = [code for code in codes if code not in self._walk.options]
            if unknown:
                self._tell(words("There is no part {code}.", code=unknown[0]))
            elif len(codes) > MAX_IMPORTANCE_MARKS:
                self._tell(words("Four is the maximum."))
            elif set(codes) & set(other):
                self._tell(words("A part matters most or least, not both."))
            else:
                return codes
