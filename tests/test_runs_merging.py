"""Answers of colleagues become one run, or it is said why not."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from strategies_responses import QUESTIONNAIRE, runs

from questionnaires.merging import Merged, Part, merge
from questionnaires.problems import ProblemsFound
from questionnaires.responses import (
    Agreed,
    Answer,
    Context,
    Correction,
    Facts,
    Importance,
    PlanLimits,
    Privacy,
    Respondent,
    Responses,
)

QUICK = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def person(name: str = "r1", role: str = "it_staff", **levels: int) -> Respondent:
    return Respondent(
        id=name, role=role, answers={item.replace("_", "."): Answer(level=n) for item, n in levels.items()}
    )


def part(*people: Respondent, name: str = "a.yaml", **fields: Any) -> Part:
    header: dict[str, Any] = {"questionnaire": "it-ambition", "organisation": "Noord", "date": "2026-11-23"} | fields
    return Part(name=name, responses=Responses(respondents=people, **header), questionnaire=QUESTIONNAIRE)


def levels(merged: Merged) -> dict[str, dict[str, int | None]]:
    return {one.id: {item: a.level for item, a in one.answers.items()} for one in merged.responses.respondents}


def codes(*parts: Part) -> list[str]:
    with pytest.raises(ProblemsFound) as raised:
        merge(*parts)
    return [problem.code for problem in raised.value.problems]


def remarks(merged: Merged) -> list[str]:
    return [one.message.format(**one.values) for one in merged.remarks]


# People


def test_numbered_people_of_different_runs_are_kept_apart() -> None:
    first, second = part(person(U1_1=2), run="aaaaaa"), part(person(U1_1=4), run="bbbbbb", name="b.yaml")
    merged = merge(first, second)
    assert levels(merged) == {"r1": {"U1.1": 2}, "bbbbbb-r1": {"U1.1": 4}}
    assert remarks(merged) == ["b.yaml: r1 is called bbbbbb-r1 in the joined run."]


def test_numbered_people_of_files_without_a_run_are_kept_apart_by_content() -> None:
    merged = merge(part(person(U1_1=2)), part(person(U1_1=4)), part(person(U1_1=5)))
    assert [list(answers.values()) for answers in levels(merged).values()] == [[2], [4], [5]]


def test_a_chosen_pseudonym_is_the_same_person_in_every_file() -> None:
    merged = merge(part(person("anna", U1_1=2)), part(person("anna", U1_2=4)))
    assert levels(merged) == {"anna": {"U1.1": 2, "U1.2": 4}}


def test_a_numbered_person_of_the_same_run_is_the_same_person() -> None:
    merged = merge(part(person(U1_1=2), run="aaaaaa"), part(person(U1_1=2, U1_2=4), run="aaaaaa"))
    assert levels(merged) == {"r1": {"U1.1": 2, "U1.2": 4}}


def test_the_same_file_twice_adds_nothing() -> None:
    first = part(person(U1_1=2), person("anna", "user", U1_2=3))
    once, twice = merge(first), merge(first, first, first)
    assert twice.responses == once.responses


def test_merging_again_with_the_same_files_adds_nothing() -> None:
    first, second = part(person(U1_1=2), run="aaaaaa"), part(person(U1_1=4), run="bbbbbb")
    once = merge(first, second)
    again = merge(msgspec.structs.replace(first, responses=once.responses), second)
    assert again.responses == once.responses


def test_a_colleague_who_answered_more_since_is_brought_up_to_date() -> None:
    first = part(person(U1_1=2), run="aaaaaa")
    once = merge(first, part(person(U1_1=4), run="bbbbbb"))
    later = merge(msgspec.structs.replace(first, responses=once.responses), part(person(U1_1=4, U1_2=5), run="bbbbbb"))
    assert levels(later) == {"r1": {"U1.1": 2}, "bbbbbb-r1": {"U1.1": 4, "U1.2": 5}}


def test_who_has_withdrawn_stays_out_with_every_correction() -> None:
    correction = Correction(respondent="anna", item="U1.1", answer=Answer(level=1))
    coming = part(person("anna", U1_1=2), person("bert", U1_1=3), corrections=(correction,), name="b.yaml")
    merged = merge(part(person("carla", U1_1=4)), coming, has_withdrawn=lambda name: name == "anna")
    assert list(levels(merged)) == ["carla", "bert"]
    assert merged.responses.corrections == ()
    assert remarks(merged) == ["b.yaml: anna has withdrawn and stays out."]


# Answers that clash, and answers that were corrected


def test_answers_that_contradict_each_other_are_refused_all_at_once() -> None:
    found = codes(part(person("anna", U1_1=2, U1_2=3)), part(person("anna", U1_1=4, U1_2=5)))
    assert found == ["other-answer", "other-answer"]


def test_a_correction_that_one_part_has_already_is_no_contradiction() -> None:
    earlier = part(person("anna", U1_1=2))
    later = part(
        person("anna", U1_1=4), corrections=(Correction(respondent="anna", item="U1.1", answer=Answer(level=2)),)
    )
    for merged in (merge(earlier, later), merge(later, earlier)):
        assert levels(merged) == {"anna": {"U1.1": 4}}
        assert merged.responses.corrections == later.responses.corrections


def test_of_the_corrections_of_both_parts_each_is_kept_once_oldest_first() -> None:
    first, second = (Correction(respondent="anna", item="U1.1", answer=Answer(level=level)) for level in (1, 2))
    earlier = part(person("anna", U1_1=2), corrections=(first,))
    later = part(person("anna", U1_1=3), corrections=(first, second))
    for merged in (merge(earlier, later), merge(later, earlier)):
        assert merged.responses.corrections == (first, second)


def test_an_answer_that_was_taken_back_is_taken_back_in_the_joined_run() -> None:
    earlier = part(person("anna", U1_1=2, U1_2=3))
    later = part(
        person("anna", U1_2=3), corrections=(Correction(respondent="anna", item="U1.1", answer=Answer(level=2)),)
    )
    for merged in (merge(earlier, later), merge(later, earlier)):
        assert levels(merged) == {"anna": {"U1.2": 3}}


def test_two_corrections_of_one_answer_contradict_each_other() -> None:
    before = Correction(respondent="anna", item="U1.1", answer=Answer(level=2))
    one = part(person("anna", U1_1=3), corrections=(before,))
    other = part(person("anna", U1_1=4), corrections=(before,))
    assert codes(one, other) == ["other-answer"]


def test_a_person_with_two_roles_is_refused() -> None:
    assert codes(part(person("anna", "user")), part(person("anna", "supplier"))) == ["other-role"]


@pytest.mark.parametrize("run", [None, "aaaaaa"])
def test_the_way_out_of_two_roles_is_about_roles_also_in_one_run(run: str | None) -> None:
    with pytest.raises(ProblemsFound) as refused:
        merge(part(person("anna", "user"), run=run), part(person("anna", "supplier"), run=run))
    remedies = [problem.remedy.message for problem in refused.value.problems if problem.code == "other-role"]
    assert remedies == ["Give two people two pseudonyms, or one person the same role."]


def test_two_agreements_on_one_item_are_refused() -> None:
    one, other = part(person(), agreed={"U1.1": Agreed(2)}), part(person(), agreed={"U1.1": Agreed(3)})
    assert codes(one, other) == ["other-agreement"]


# The department


def test_another_organisation_is_refused() -> None:
    assert codes(part(person()), part(person(), organisation="Zuid")) == ["other-organisation"]


def test_capitals_and_spaces_make_no_other_organisation() -> None:
    assert merge(part(person()), part(person(), organisation=" noord ")).responses.organisation == "Noord"


def test_another_questionnaire_is_refused() -> None:
    other = msgspec.structs.replace(part(person()), questionnaire=msgspec.structs.replace(QUESTIONNAIRE, sha256="0"))
    assert codes(part(person()), other) == ["other-questionnaire"]


def test_every_problem_of_every_part_is_told() -> None:
    found = codes(part(person("anna", U1_1=1)), part(person(), organisation="Zuid"), part(person("anna", U1_1=2)))
    assert found == ["other-organisation", "other-answer"]


def test_the_first_speaks_for_the_department_and_the_others_fill_in_what_it_does_not_tell() -> None:
    first = part(person(U1_1=2), context=Context(capacity_days=60.0), plan=PlanLimits(reserve=0.0), ambition={"U": 4})
    second = part(
        person(U1_1=3),
        context=Context(capacity_days=80.0, users=900),
        facts=Facts(satisfaction="7,1"),
        plan=PlanLimits(reserve=0.2),
        ambition={"U": 3, "O": 2},
        name="b.yaml",
    )
    merged = merge(first, second)
    assert merged.responses.context == Context(capacity_days=60.0, users=900)
    assert merged.responses.facts == Facts(satisfaction="7,1")
    assert merged.responses.ambition == {"U": 4, "O": 2}
    assert {line for line in remarks(merged) if "differs" in line} == {
        "b.yaml: context.capacity_days differs and was not taken over.",
        "b.yaml: plan.reserve differs and was not taken over.",
        "b.yaml: ambition.U differs and was not taken over.",
    }


def test_a_reserve_of_nothing_is_a_reserve_that_was_told() -> None:
    merged = merge(part(person(U1_1=2), plan=PlanLimits(reserve=0.0)), part(person(), plan=PlanLimits(reserve=0.2)))
    assert merged.responses.plan.reserve == 0.0


def test_one_person_keeps_the_bar_and_marks_of_the_first_part_and_it_is_told() -> None:
    one = msgspec.structs.replace(person("anna"), ambition={"U": 4}, importance=Importance(("U1",), ()))
    other = msgspec.structs.replace(person("anna"), ambition={"U": 3, "O": 2}, importance=Importance(("U2",), ()))
    merged = merge(part(one), part(other, name="b.yaml"))
    (joined,) = merged.responses.respondents
    assert (joined.ambition, joined.importance) == ({"U": 4, "O": 2}, Importance(("U1",), ()))
    assert remarks(merged) == [
        "b.yaml: the ambition or the importance of anna differs and was not taken over.",
    ]


# One person becomes a group


def test_two_who_answered_alone_make_a_survey() -> None:
    assert merge(part(person(U1_1=1)), part(person(U1_1=2))).responses.mode == "survey"


def test_a_workshop_stays_a_workshop() -> None:
    assert merge(part(person(), mode="workshop"), part(person("anna"))).responses.mode == "workshop"


def test_a_joined_run_is_open_only_when_every_part_is() -> None:
    is_open, is_anonymous = Privacy("open", 3), Privacy("anonymous", 4)
    assert merge(part(person(), privacy=is_open), part(person("a"), privacy=is_open)).responses.privacy.mode == "open"
    mixed = merge(part(person(), privacy=is_open), part(person("a"), privacy=is_anonymous))
    assert mixed.responses.privacy == Privacy("anonymous", 4)


# Whatever the answers


@QUICK
@given(run=runs())
def test_any_run_joined_with_itself_is_itself(run: Responses) -> None:
    one = Part(name="a.yaml", responses=run, questionnaire=QUESTIONNAIRE)
    merged = merge(one, one)
    assert msgspec.json.encode(merged.responses) == msgspec.json.encode(merge(one).responses)
    assert merged.remarks == ()


@QUICK
@given(one=runs(), other=runs())
def test_joining_loses_no_answer_of_anybody(one: Responses, other: Responses) -> None:
    other = msgspec.structs.replace(
        other,
        organisation=one.organisation,
        agreed=one.agreed,
        corrections=(),
        respondents=tuple(msgspec.structs.replace(person, id=f"p-{person.id}") for person in other.respondents),
    )
    parts = [Part(name=name, responses=run, questionnaire=QUESTIONNAIRE) for name, run in (("a", one), ("b", other))]
    joined = {person.id: person.answers for person in merge(*parts).responses.respondents}
    assert joined == {person.id: person.answers for run in (one, other) for person in run.respondents}
