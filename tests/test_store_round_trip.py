"""What goes into a store comes out of it, to the byte."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies_responses import QUESTIONNAIRE, answers, runs

from assess import store
from assess.store.history import History
from questionnaires import answer_file, catalogue
from questionnaires.merging import Part
from questionnaires.responses import Answer, Context, Correction, Facts, Importance, Respondent, Responses

HEADER = Responses(questionnaire="it-ambition", organisation="Gemeente Voorbeeld", date="2026-11-23", respondents=())


@pytest.fixture(scope="module")
def history(one_store_url: str) -> Iterator[History]:
    with store.open(one_store_url) as opened:
        yield opened


def with_order(responses: Responses) -> bytes:
    """Return a run as JSON, in which the order of mappings and the kinds of numbers are seen too."""
    return msgspec.json.encode(responses)


def pinned(responses: Responses, run_id: str) -> Responses:
    """Return a run as an export has it: with its identity, on this very questionnaire."""
    return msgspec.structs.replace(
        responses,
        run=run_id,
        questionnaire=f"{QUESTIONNAIRE.id}@{QUESTIONNAIRE.version}",
        questionnaire_sha256=QUESTIONNAIRE.sha256,
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(responses=runs())
def test_any_run_comes_out_of_the_store_as_it_went_in(history: History, responses: Responses) -> None:
    run_id = history.import_run(responses, QUESTIONNAIRE)
    assert with_order(history.responses(run_id)) == with_order(pinned(responses, run_id))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(responses=runs())
def test_an_export_that_is_imported_elsewhere_is_exported_byte_equal(
    history: History, tmp_path_factory: pytest.TempPathFactory, responses: Responses
) -> None:
    exported = answer_file.write(history.responses(history.import_run(responses, QUESTIONNAIRE)))
    with store.open(str(tmp_path_factory.mktemp("elsewhere") / "meetlat.db")) as elsewhere:
        run_id = elsewhere.import_run(answer_file.parse(exported, "run.yaml"), QUESTIONNAIRE)
        assert answer_file.write(elsewhere.responses(run_id)) == exported


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(responses=runs())
def test_the_same_file_once_more_adds_nothing(history: History, responses: Responses) -> None:
    part = Part(name="a.yaml", responses=responses, questionnaire=QUESTIONNAIRE)
    (first,) = history.take_in(part)
    runs_before = history.runs()
    (again,) = history.take_in(part)
    assert (again.run_id, again.outcome) == (first.run_id, "same")
    assert history.runs() == runs_before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given_answers=st.lists(st.tuples(st.sampled_from(["O1.2", "O2.1"]), st.none() | answers()), max_size=12))
def test_whatever_was_answered_to_an_item_is_there_in_its_order(
    history: History, given_answers: list[tuple[str, Answer | None]]
) -> None:
    run_id = history.start(QUESTIONNAIRE, HEADER)
    history.add_respondent(run_id, "it_staff")
    for item, answer in given_answers:
        history.record_answer(run_id, "r1", item, answer)
    found = history.responses(run_id)
    for item in ("O1.2", "O2.1"):
        came = [None, *(answer for name, answer in given_answers if name == item)]
        changes = [after for before, after in pairwise(came) if after != before]
        kept = [one.answer for one in found.corrections if one.item == item]
        assert [*kept, found.respondents[0].answers.get(item)] == (changes or [None])


def test_whole_and_broken_numbers_and_texts_that_look_like_numbers_stay_what_they_are(history: History) -> None:
    facts = Facts(tools_known=42, tools_estimated="42", satisfaction="7.10")
    given_context = Context(capacity_days=60.0, users=10**30)
    run_id = history.start(QUESTIONNAIRE, msgspec.structs.replace(HEADER, facts=facts, context=given_context))
    found = history.responses(run_id)
    assert found.facts == facts
    assert found.context == given_context
    assert isinstance(found.context.capacity_days, float)


def test_marking_nothing_is_not_the_same_as_not_being_asked(history: History) -> None:
    people = (
        Respondent(id="asked", role="user", importance=Importance()),
        Respondent(id="unasked", role="user", importance=None),
    )
    run_id = history.import_run(msgspec.structs.replace(HEADER, respondents=people), QUESTIONNAIRE)
    assert [one.importance for one in history.responses(run_id).respondents] == [Importance(), None]


def test_an_answer_that_was_taken_back_in_the_end_stays_taken_back(history: History) -> None:
    earlier = Correction(respondent="p1", item="U1.1", answer=Answer(level=3))
    people = (Respondent(id="p1", role="it_staff"),)
    run_id = history.import_run(
        msgspec.structs.replace(HEADER, respondents=people, corrections=(earlier,)), QUESTIONNAIRE
    )
    found = history.responses(run_id)
    assert (found.respondents[0].answers, found.corrections) == ({}, (earlier,))


def test_the_text_of_a_questionnaire_is_kept_once_for_all_runs(tmp_path: Path) -> None:
    with store.open(str(tmp_path / "one.db")) as one:
        one.start(QUESTIONNAIRE, HEADER)
    size = (tmp_path / "one.db").stat().st_size
    with store.open(str(tmp_path / "many.db")) as many:
        for _ in range(20):
            many.start(QUESTIONNAIRE, HEADER)
    assert (tmp_path / "many.db").stat().st_size < size + 20_000


def test_the_questionnaire_of_a_run_is_the_one_it_was_answered_on(tmp_path: Path) -> None:
    other = msgspec.structs.replace(QUESTIONNAIRE, version="0.9.0", sha256="")
    other = catalogue.from_text(catalogue.text(other))
    with store.open(str(tmp_path / "meetlat.db")) as history:
        run_id = history.start(other, HEADER)
        assert history.questionnaire(run_id) == other
        exported = history.responses(run_id)
    assert exported.questionnaire == "it-ambition@0.9.0"
    assert exported.questionnaire_text is not None
