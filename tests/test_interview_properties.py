"""Whatever somebody does in an interview, in whatever order: nothing that was acknowledged is lost."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from interviews import QUESTIONNAIRE, Recorder, walk
from msgspec.structs import replace

from assess.errors import Mistake
from assess.interview.events import (
    Back,
    Cancel,
    Effect,
    Enter,
    Event,
    GoTo,
    Move,
    NextOpen,
    Note,
    Overview,
    Point,
    Skip,
    Submit,
    Weigh,
    Why,
)
from assess.interview.last_time import LastTime, Then
from assess.interview.places import OVERVIEW, Place
from assess.interview.stepping import begin
from assess.interview.walk import option_of
from assess.sitting import Sitting
from questionnaires.language import phrase
from questionnaires.model import ROLES
from questionnaires.responses import Answer

OPTIONS = [1, 2, 3, 4, 5, "unknown", "not_applicable", "yes", "no", "U1", "S4", "nonsense"]
TEXTS = st.sampled_from(["", " ", "60", "1.200", "zestig", "7,1", "a note", "0"])
PLACES = [
    Place("item", "U1.1"),
    Place("item", "O3.3"),
    Place("ambition", "U"),
    Place("importance"),
    Place("closing", "A4"),
]

LAST_TIME = LastTime(
    date="2026-05-12",
    answers={item_id: Then(Answer(level=3), item) for item_id, item in QUESTIONNAIRE.items.items()},
    answered=39,
    people=1,
    returning=1,
)

EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Point, st.sampled_from(OPTIONS)),
    st.builds(Move, st.integers(-2, 2), st.integers(-2, 2)),
    st.builds(Weigh, st.sampled_from(["most", "least", None])),
    st.builds(GoTo, st.sampled_from(PLACES)),
    st.builds(Submit, st.tuples(TEXTS)),
    st.builds(Submit, st.tuples(TEXTS, TEXTS)),
    st.sampled_from([Enter(), Enter(), Cancel(), Note(), Why(), Back(), Skip(), Overview(), NextOpen()]),
)


class Interview(RuleBasedStateMachine):
    """Somebody at the keys, a store that may be full, and a clock."""

    @initialize(role=st.sampled_from(ROLES), last_time=st.sampled_from([None, LAST_TIME]))
    def begin(self, role, last_time):
        self.now = 0.0
        self.disk_is_full = False
        self.recorder = Recorder(walk(role).respondent, walk(role).context, walk(role).facts)
        self.sitting = Sitting(replace(walk(role), last_time=last_time), self.save, lambda: self.now)
        self.acknowledged = {}

    def save(self, effect: Effect) -> None:
        if self.disk_is_full:
            raise Mistake(phrase("The disk is full; nothing was saved in {store}.", store="meetlat.db"))
        self.recorder.save(effect)

    @rule(event=EVENTS, seconds=st.floats(0, 90))
    def something_happens(self, event, seconds):
        if self.sitting.walk.is_over:
            return
        fields = {"writing": 2 if self.sitting.walk.script.is_for_it else 1, "giving_reason": 1, "telling_change": 1}
        if isinstance(event, Submit) and self.sitting.walk.mode in (*fields, "filling"):
            wanted = fields.get(self.sitting.walk.mode) or (2 if self.sitting.walk.here.id in ("A4", "R3") else 1)
            event = Submit((event.texts * 2)[:wanted])
        before = self.sitting.walk
        self.now += seconds
        self.sitting.happen(event)
        if self.disk_is_full and self.sitting.walk.notice:
            assert replace(self.sitting.walk, notice=()) == replace(before, notice=())
        self.acknowledged = self.acknowledged | self.sitting.walk.respondent.answers

    @rule(is_full=st.booleans())
    def the_disk_changes(self, is_full):
        self.disk_is_full = is_full

    @rule()
    def it_is_interrupted_and_goes_on(self):
        now = self.sitting.walk
        if now.is_over:
            return
        again = begin(
            now.script, self.recorder.respondent, self.recorder.context, self.recorder.facts,
            position=self.recorder.position, now=self.now, last_time=now.last_time,
        )  # fmt: skip
        assert again.position == now.resumes_at
        assert now.onward or again.chosen == now.chosen
        self.sitting = Sitting(again, self.save, lambda: self.now)

    @invariant()
    def what_is_shown_as_saved_is_saved(self):
        now = self.sitting.walk
        assert (self.recorder.respondent, self.recorder.context, self.recorder.facts) == (
            now.respondent, now.context, now.facts,
        )  # fmt: skip

    @invariant()
    def last_time_shows_only_once_another_answer_is_kept(self):
        now = self.sitting.walk
        is_shown = now.mode in ("looking_back", "telling_change")
        assert is_shown == (now.onward is not None)
        if is_shown:
            assert option_of(self.recorder.respondent.answers[now.here.id]) != option_of(now.then.answer)

    @invariant()
    def no_answer_is_lost(self):
        assert self.recorder.respondent.answers == self.acknowledged

    @invariant()
    def the_count_is_right(self):
        now = self.sitting.walk
        assert now.answered == len(now.respondent.answers)
        assert now.answered + len(now.open_items) == len(now.script.items)

    @invariant()
    def the_pointer_is_on_something_that_is_there(self):
        now = self.sitting.walk
        assert now.pointer is None or now.pointer in now.options
        assert (now.cell is not None) == (now.here == OVERVIEW)

    @invariant()
    def marks_stay_within_four_and_apart(self):
        marks = self.sitting.walk.importance
        assert len(marks.most) <= 4
        assert len(marks.least) <= 4
        assert not set(marks.most) & set(marks.least)

    @invariant()
    def only_what_is_allowed_is_answered(self):
        now = self.sitting.walk
        for item_id, answer in now.respondent.answers.items():
            assert item_id in now.script.items
            if answer.kind == "not_applicable":
                assert now.script.items[item_id].not_applicable
                assert answer.reason


Interview.TestCase.settings = settings(
    max_examples=60, stateful_step_count=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
test_whatever_happens_nothing_is_lost = Interview.TestCase
