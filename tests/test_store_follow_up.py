"""What people say of the plan of a run is recorded with it, and refused where it is of nothing that exists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scoring_runs import whole
from strategies_responses import LIMITS, PROGRESS, QUESTIONNAIRE

from assess import store
from assess.errors import Mistake
from assess.store.history import History
from assess.store.writing import FiguresPart
from questionnaires import answer_file
from questionnaires.language import Phrase
from questionnaires.responses import ActionProgress, Agreed, Context, MustReach, PlanLimits, Responses
from reports.publication import published
from scoring.scoring import score_responses

PEOPLE = tuple(whole("it_staff", 2, id=name) for name in ("anna", "bert", "carla", "dirk", "els"))
RUN = Responses(questionnaire="it-ambition", organisation="Gemeente", date="2026-11-23", respondents=PEOPLE[:1])
DONE = ActionProgress(status="done", since="2026-12-01", kpi="71%", note="klaar")
RUNNING = ActionProgress(status="running", since="2026-12-01", finish="2027-02-01", owner="Servicedesk", baseline="54%")


@pytest.fixture(scope="module")
def history(one_store_url: str) -> Iterator[History]:
    with store.open(one_store_url) as opened:
        yield opened


@pytest.fixture
def run(history: History) -> str:
    return history.start(QUESTIONNAIRE, RUN)


def figures() -> FiguresPart:
    """Return a run of five people without their answers."""
    responses = msgspec.structs.replace(RUN, respondents=PEOPLE, organisation="Groep")
    card = score_responses(QUESTIONNAIRE, responses)
    publication = published(QUESTIONNAIRE, responses, card)
    return FiguresPart(name="groep.pdf", publication=publication, questionnaire=QUESTIONNAIRE)


def test_another_program_sees_what_became_of_an_action_at_once(history: History, run: str, one_store_url: str) -> None:
    history.record_actions(run, {"U2-B": DONE})
    with store.open(one_store_url) as other:
        assert other.responses(run).actions == {"U2-B": DONE}


def test_what_is_recorded_of_one_action_leaves_the_others_in_their_place(history: History, run: str) -> None:
    history.record_actions(run, {"U2-B": RUNNING, "U1-A": DONE})
    history.record_actions(run, {"U2-B": DONE, "U3-A": RUNNING})
    assert list(history.responses(run).actions.items()) == [("U2-B", DONE), ("U1-A", DONE), ("U3-A", RUNNING)]


def test_what_was_recorded_of_an_action_can_be_taken_back(history: History, run: str) -> None:
    history.record_actions(run, {"U2-B": RUNNING, "U1-A": DONE})
    history.record_actions(run, {"U2-B": None, "U3-A": None})
    assert history.responses(run).actions == {"U1-A": DONE}


def test_limits_of_the_plan_take_the_place_of_those_before(history: History, run: str) -> None:
    history.record_plan(run, PlanLimits(start="2027-01-04", pinned={"U1-A": 1}))
    history.record_plan(run, PlanLimits(reserve=0.3, effort_factors={"U2-B": 1.5}))
    assert history.responses(run).plan == PlanLimits(reserve=0.3, effort_factors={"U2-B": 1.5})


def test_limits_and_the_context_that_goes_with_them_are_kept_together_or_not_at_all(history: History, run: str) -> None:
    history.record_plan(run, PlanLimits(reserve=0.3), Context(horizon_quarters=6))
    with pytest.raises(Mistake):
        history.record_plan(run, PlanLimits(excluded=("U2-Z",)), Context(horizon_quarters=8))
    found = history.responses(run)
    assert (found.plan, found.context) == (PlanLimits(reserve=0.3), Context(horizon_quarters=6))


def test_what_was_agreed_and_remarked_is_kept_and_taken_back(history: History, run: str) -> None:
    history.record_agreed(run, {"U1.1": Agreed(3, "na overleg"), "U1.2": Agreed(2)})
    history.record_agreed(run, {"U1.2": None})
    history.record_remarks(run, {"general": "Goed gesprek.", "U": "Sterk."})
    history.record_remarks(run, {"U": None})
    found = history.responses(run)
    assert (found.agreed, found.remarks) == ({"U1.1": Agreed(3, "na overleg")}, {"general": "Goed gesprek."})


def refused(act: Callable[[], None]) -> tuple[Phrase, Phrase | None]:
    with pytest.raises(Mistake) as raised:
        act()
    return raised.value.message, raised.value.remedy


@pytest.mark.parametrize(
    "limits",
    [
        PlanLimits(pinned={"U2-Z": 1}),
        PlanLimits(excluded=("U1-A", "U2-Z")),
        PlanLimits(effort_factors={"U2-Z": 2.0}),
    ],
)
def test_limits_on_an_action_that_is_not_there_are_refused(history: History, run: str, limits: PlanLimits) -> None:
    message, remedy = refused(lambda: history.record_plan(run, limits))
    assert message.values == {"id": "U2-Z"}
    assert remedy is not None
    assert remedy.values == {"name": "U2-C"}
    assert history.responses(run).plan == PlanLimits()


def test_a_demand_on_a_domain_that_is_not_there_is_refused(history: History, run: str) -> None:
    message, _ = refused(lambda: history.record_plan(run, PlanLimits(must={"X": MustReach(3, 4)})))
    assert message.values == {"id": "X"}


@pytest.mark.parametrize(
    ("record", "given_names", "unknown"),
    [
        ("record_actions", {"U1-A": DONE, "U2-Z": DONE}, "U2-Z"),
        ("record_actions", {"U2-Z": None}, "U2-Z"),
        ("record_agreed", {"U1.9": Agreed(3)}, "U1.9"),
        ("record_remarks", {"genral": "x"}, "genral"),
    ],
)
def test_a_name_that_is_not_there_is_refused_and_nothing_is_recorded(
    history: History, run: str, record: str, given_names: dict[str, Any], unknown: str
) -> None:
    before = history.responses(run)
    message, remedy = refused(lambda: getattr(history, record)(run, given_names))
    assert message.values == {"id": unknown}
    assert remedy is not None
    assert history.responses(run) == before


def test_progress_in_a_run_that_is_not_there_is_a_mistake(history: History) -> None:
    message, _ = refused(lambda: history.record_actions("zzzzzz", {"U1-A": DONE}))
    assert message.values == {"run": "zzzzzz"}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    actions=st.dictionaries(st.sampled_from(list(QUESTIONNAIRE.actions_by_id)), PROGRESS, min_size=1, max_size=4),
    limits=LIMITS,
)
def test_what_is_recorded_goes_out_and_in_with_the_answer_file_to_the_byte(
    history: History,
    tmp_path_factory: pytest.TempPathFactory,
    actions: dict[str, ActionProgress],
    limits: PlanLimits,
) -> None:
    run_id = history.import_run(RUN, QUESTIONNAIRE)
    history.record_actions(run_id, dict.fromkeys(history.responses(run_id).actions))
    history.record_actions(run_id, actions)
    history.record_plan(run_id, limits)
    exported = answer_file.write(history.responses(run_id))
    with store.open(str(tmp_path_factory.mktemp("elsewhere") / "meetlat.db")) as elsewhere:
        came = elsewhere.import_run(answer_file.parse(exported, "run.yaml"), QUESTIONNAIRE)
        assert elsewhere.responses(came).actions == actions
        assert elsewhere.responses(came).plan == limits
        assert answer_file.write(elsewhere.responses(came)) == exported


# A run of which only the figures are here


def test_of_figures_too_is_recorded_what_became_of_their_plan_and_they_stay_the_same_figures(history: History) -> None:
    (intake,) = history.take_in(figures())
    history.record_actions(intake.run_id, {"U1-A": DONE})
    history.record_plan(intake.run_id, PlanLimits(reserve=0.3))
    (again,) = history.take_in(figures())
    assert again.outcome == "same"
    publication = history.publication(intake.run_id)
    assert publication is not None
    assert publication.header.actions == {"U1-A": DONE}


def test_where_there_are_no_answers_no_level_can_be_agreed_on(history: History) -> None:
    (intake,) = history.take_in(figures())
    message, _ = refused(lambda: history.record_agreed(intake.run_id, {"U1.1": Agreed(3)}))
    assert message.message == "of {run} only the figures are here, not the answers."
