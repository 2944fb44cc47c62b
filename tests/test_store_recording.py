"""A run while it is answered: kept at once, with what was changed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from assess import store
from assess.errors import Mistake
from assess.store.history import History
from questionnaires import catalogue, run_ids
from questionnaires.responses import (
    Answer,
    Context,
    Correction,
    Facts,
    Importance,
    Privacy,
    Respondent,
    Responses,
)

QUESTIONNAIRE = catalogue.load()
HEADER = Responses(questionnaire="it-ambition", organisation="Gemeente Voorbeeld", date="2026-11-23", respondents=())
RESPONDENT = Respondent(id="r1", role="it_staff")


@pytest.fixture
def history(store_url: str) -> Iterator[History]:
    with store.open(store_url) as opened:
        yield opened


@pytest.fixture
def run(history: History) -> str:
    run_id = history.start(QUESTIONNAIRE, HEADER)
    history.add_respondent(run_id, "it_management")
    return run_id


def answers_of(history: History, run: str) -> dict[str, Answer]:
    return history.responses(run).respondents[0].answers


def test_another_program_sees_an_answer_as_soon_as_it_is_recorded(history: History, run: str, store_url: str) -> None:
    history.record_answer(run, "r1", "U1.1", Answer(level=3, note="elke maandag"))
    with store.open(store_url) as other:
        assert answers_of(other, run) == {"U1.1": Answer(level=3, note="elke maandag")}


def test_a_changed_answer_leaves_the_earlier_ones_as_corrections_oldest_first(history: History, run: str) -> None:
    for level in (2, 3, 4):
        history.record_answer(run, "r1", "U1.1", Answer(level=level))
    found = history.responses(run)
    assert found.respondents[0].answers == {"U1.1": Answer(level=4)}
    assert found.corrections == tuple(
        Correction(respondent="r1", item="U1.1", answer=Answer(level=level)) for level in (2, 3)
    )


def test_a_changed_note_is_a_change_too(history: History, run: str) -> None:
    history.record_answer(run, "r1", "U1.1", Answer(level=2, note="jaarlijks"))
    history.record_answer(run, "r1", "U1.1", Answer(level=2))
    assert [one.answer for one in history.responses(run).corrections] == [Answer(level=2, note="jaarlijks")]


def test_the_same_answer_once_more_is_no_correction(history: History, run: str) -> None:
    for _ in range(2):
        history.record_answer(run, "r1", "U1.1", Answer(kind="unknown"))
    assert history.responses(run).corrections == ()


def test_an_answer_that_is_taken_back_is_gone_and_on_record(history: History, run: str) -> None:
    history.record_answer(run, "r1", "U1.1", Answer(level=2))
    history.record_answer(run, "r1", "U1.1", None)
    history.record_answer(run, "r1", "U1.1", Answer(level=3))
    found = history.responses(run)
    assert found.respondents[0].answers == {"U1.1": Answer(level=3)}
    assert [one.answer for one in found.corrections] == [Answer(level=2), None]


def test_skipping_an_item_is_no_answer_and_no_correction(history: History, run: str) -> None:
    history.record_answer(run, "r1", "U1.1", None)
    history.record_answer(run, "r1", "U1.1", Answer(level=3))
    assert history.responses(run).corrections == ()


def test_a_changed_answer_keeps_its_place_among_the_others(history: History, run: str) -> None:
    for item in ("U1.1", "U1.2", "U1.3"):
        history.record_answer(run, "r1", item, Answer(level=2))
    history.record_answer(run, "r1", "U1.1", Answer(level=5))
    assert list(answers_of(history, run)) == ["U1.1", "U1.2", "U1.3"]


def test_the_time_of_the_last_answer_counts_and_no_time_leaves_it(history: History, run: str) -> None:
    history.record_answer(run, "r1", "U1.1", Answer(level=2), 12.5)
    history.record_answer(run, "r1", "U1.1", Answer(level=3), 3.25)
    history.record_answer(run, "r1", "U1.1", Answer(level=4))
    assert history.responses(run).respondents[0].seconds == {"U1.1": 3.25}


def test_the_bar_of_a_respondent_can_be_changed_and_taken_back(history: History, run: str) -> None:
    history.record_ambition(run, "r1", "U", 4)
    history.record_ambition(run, "r1", "O", 2)
    history.record_ambition(run, "r1", "U", 5)
    history.record_ambition(run, "r1", "O", None)
    assert history.responses(run).respondents[0].ambition == {"U": 5}


def test_marks_of_importance_come_in_the_place_of_those_before(history: History, run: str) -> None:
    history.record_importance(run, "r1", Importance(("U1", "U2"), ("O4",)))
    history.record_importance(run, "r1", Importance(("S3",), ()))
    assert history.responses(run).respondents[0].importance == Importance(("S3",), ())


def test_context_and_facts_are_kept(history: History, run: str) -> None:
    history.record_context(run, Context(horizon_quarters=4, capacity_days=47.5, critical_data="unknown"))
    history.record_facts(run, Facts(satisfaction="7,1"))
    found = history.responses(run)
    assert found.context == Context(horizon_quarters=4, capacity_days=47.5, critical_data="unknown")
    assert found.facts == Facts(satisfaction="7,1")


def test_of_the_header_only_what_is_given_changes(history: History, run: str) -> None:
    history.record_header(run, organisation="Ziekenhuis Noord", mode="survey", privacy=Privacy("open", 4))
    found = history.responses(run)
    assert (found.organisation, found.mode, found.privacy) == ("Ziekenhuis Noord", "survey", Privacy("open", 4))
    assert (found.date, found.language) == ("2026-11-23", "nl")


def test_an_interview_goes_on_where_it_was(history: History, run: str, store_url: str) -> None:
    history.record_answer(run, "r1", "U1.1", Answer(level=2))
    history.mark_position(run, "r1", "U1.2")
    with store.open(store_url) as later:
        (unfinished,) = later.runs()[-1].unfinished
    assert (unfinished.id, unfinished.answered, unfinished.position) == ("r1", 1, "U1.2")


def test_a_run_is_complete_when_everybody_is(history: History, run: str) -> None:
    history.add_respondent(run, "user")
    history.complete(run, "r1")
    assert not history.summary(run).is_complete
    history.complete(run, "r2")
    assert history.summary(run).is_complete


def test_a_run_without_respondents_is_not_complete(history: History) -> None:
    assert not history.summary(history.start(QUESTIONNAIRE, HEADER)).is_complete


def test_who_goes_on_after_the_end_is_unfinished_again(history: History, run: str) -> None:
    history.complete(run, "r1")
    history.mark_position(run, "r1", "overview")
    assert not history.summary(run).is_complete


def test_an_imported_respondent_is_complete_when_every_question_for_the_role_has_an_answer(history: History) -> None:
    asked = {item.id: Answer(level=2) for item in QUESTIONNAIRE.asked_of("user")}
    one_short = dict(list(asked.items())[1:])
    people = tuple(
        msgspec.structs.replace(RESPONDENT, id=name, role="user", answers=answers)
        for name, answers in (("full", asked), ("short", one_short))
    )
    run_id = history.import_run(msgspec.structs.replace(HEADER, respondents=people), QUESTIONNAIRE)
    assert [one.id for one in history.summary(run_id).unfinished] == ["short"]


def test_who_was_answering_stays_where_they_were_when_more_comes_in_with_a_file(history: History, run: str) -> None:
    history.add_respondent(run, "user")
    history.record_answer(run, "r1", "U1.1", Answer(level=2))
    history.mark_position(run, "r1", "U1.2")
    history.complete(run, "r2")  # with questions skipped
    before = history.summary(run).respondents
    exported = history.responses(run)
    more = (*exported.respondents, msgspec.structs.replace(RESPONDENT, id="anna"))
    history.import_run(msgspec.structs.replace(exported, respondents=more), QUESTIONNAIRE)
    assert history.summary(run).respondents[:2] == before
    assert before[0].active_at is not None


def test_a_name_that_another_run_has_already_is_made_longer(history: History) -> None:
    one = msgspec.structs.replace(HEADER, respondents=(RESPONDENT,))
    taken = run_ids.identity(one, QUESTIONNAIRE.sha256)
    other = msgspec.structs.replace(one, organisation="Ander", run=taken)
    assert history.import_run(other, QUESTIONNAIRE) == taken
    longer = history.import_run(one, QUESTIONNAIRE)
    assert (longer[:6], len(longer)) == (taken, 7)
    assert history.import_run(one, QUESTIONNAIRE) == longer


def test_pseudonyms_are_numbered_and_those_of_a_file_are_left_alone(history: History) -> None:
    people = (msgspec.structs.replace(RESPONDENT, id="r2"), msgspec.structs.replace(RESPONDENT, id="anna"))
    run_id = history.import_run(msgspec.structs.replace(HEADER, respondents=people), QUESTIONNAIRE)
    assert [history.add_respondent(run_id, "user") for _ in range(2)] == ["r1", "r3"]


def test_run_ids_are_short_and_have_no_signs_that_look_like_another(history: History) -> None:
    for _ in range(50):
        run_id = history.start(QUESTIONNAIRE, HEADER)
        assert len(run_id) == 6
        assert not set(run_id) & set("0o1ilu")


def test_a_run_is_found_by_its_id_by_last_and_by_a_beginning_that_is_its_own(history: History) -> None:
    for run_id in ("7k2m9p", "7k3xyz", "a22222"):
        history.import_run(msgspec.structs.replace(HEADER, respondents=(RESPONDENT,), run=run_id), QUESTIONNAIRE)
    assert history.find("7k2m9p") == "7k2m9p"
    assert history.find("7k3") == "7k3xyz"
    assert history.find("last") == "a22222"


def test_a_beginning_of_two_runs_names_both(history: History) -> None:
    for run_id in ("7k2m9p", "7k3xyz"):
        history.import_run(msgspec.structs.replace(HEADER, respondents=(RESPONDENT,), run=run_id), QUESTIONNAIRE)
    with pytest.raises(Mistake) as raised:
        history.find("7k")
    assert raised.value.message.values["runs"] == "7k2m9p, 7k3xyz"


@pytest.mark.parametrize("reference", ["zzzzzz", "", "%", "LAST"])
def test_a_run_that_is_not_there_is_a_mistake(history: History, run: str, reference: str) -> None:
    with pytest.raises(Mistake, match="no run"):
        history.find(reference)


def test_in_an_empty_store_there_are_no_runs_yet(history: History) -> None:
    assert history.runs() == ()
    with pytest.raises(Mistake, match="no runs yet"):
        history.find("last")


def test_an_answer_of_somebody_who_is_not_in_the_run_is_refused(history: History, run: str) -> None:
    with pytest.raises(Mistake, match="no respondent"):
        history.record_answer(run, "r9", "U1.1", Answer(level=3))


def test_runs_come_in_the_order_in_which_they_came_into_the_store(history: History) -> None:
    ids = [
        history.start(QUESTIONNAIRE, msgspec.structs.replace(HEADER, date=date))
        for date in ("2027-01-01", "2026-01-01")
    ]
    assert [one.id for one in history.runs()] == ids


def test_the_name_of_a_run_without_one_follows_from_its_content_whatever_the_order_of_keys() -> None:
    one = msgspec.structs.replace(HEADER, ambition={"U": 4, "O": 3})
    other = msgspec.structs.replace(HEADER, ambition={"O": 3, "U": 4})
    changed = msgspec.structs.replace(HEADER, ambition={"O": 3, "U": 5})
    names = [run_ids.identity(run, QUESTIONNAIRE.sha256) for run in (one, other, changed)]
    assert names[0] == names[1]
    assert names[1] != names[2]


def test_the_runs_of_an_organisation_are_found_however_its_name_is_written(history: History, run: str) -> None:
    same = history.start(QUESTIONNAIRE, msgspec.structs.replace(HEADER, organisation="gemeente  VOORBEELD"))
    history.start(QUESTIONNAIRE, msgspec.structs.replace(HEADER, organisation="Elders"))
    assert [one.id for one in history.runs("Gemeente Voorbeeld")] == [run, same]
    assert history.organisations() == ("Elders", "Gemeente Voorbeeld", "gemeente  VOORBEELD")
    assert history.runs("Nergens") == ()
