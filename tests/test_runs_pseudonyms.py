"""A run under other pseudonyms: its figures stay, and nothing leads back to the people or to the first run."""

from __future__ import annotations

import re

import pytest
from commands import invoke
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from assess import store
from questionnaires import answer_file, catalogue
from questionnaires.pseudonyms import pseudonymised
from questionnaires.responses import (
    ActionProgress,
    Agreed,
    Answer,
    Context,
    Correction,
    Facts,
    PlanLimits,
    Respondent,
    Responses,
)
from scoring.scoring import score_responses

QUESTIONNAIRE = catalogue.load()
TYPED = "Anna weet ervan"  # in everything that people type


def respondent(name, role="it_staff", level=3):
    answers = {item.id: Answer(level=level, note=TYPED, evidence=TYPED) for item in QUESTIONNAIRE.asked_of(role)}
    if role == "it_staff":
        answers["O2.2"] = Answer(kind="not_applicable", reason=TYPED)
    return Respondent(id=name, role=role, answers=answers, seconds={"U1.1": 12.5})


RUN = Responses(
    questionnaire="it-ambition",
    organisation="Gemeente Voorbeeld",
    date="2026-11-23",
    mode="survey",
    respondents=(respondent("anna"), respondent("bert", level=4), respondent("carla", "user", 2)),
    agreed={"U1.1": Agreed(level=3, note=TYPED)},
    actions={"U2-B": ActionProgress(status="running", owner="Anna", evidence=TYPED, note=TYPED, kpi=TYPED)},
    plan=PlanLimits(owners={"Anna": 5.0}, reserve=0.2),
    context=Context(capacity_days=60),
    facts=Facts(lead_times=TYPED),
    remarks={"general": f"{TYPED} bij Gemeente Voorbeeld"},
    corrections=(Correction(respondent="anna", item="U1.1", answer=Answer(level=1, note=TYPED)),),
    run="7k2m9p",
)


@pytest.fixture
def url(tmp_path):
    place = str(tmp_path / "meetlat.db")
    with store.open(place) as history:
        history.import_run(RUN, QUESTIONNAIRE)
    return place


def exported(url, tmp_path, *more, name="out.yaml", **environment):
    path = tmp_path / name
    told = invoke("runs", "export", "7k2m9p", "-o", path, "--pseudonyms", *more, "--store", url, **environment)
    assert told.exit_code == 0, told.output
    return path, told.stderr


def test_no_pseudonym_number_or_word_of_the_run_is_left(url, tmp_path):
    path, _ = exported(url, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert not [each for each in ("anna", "Anna", "bert", "carla", TYPED, "7k2m9p", "12.5") if each in text]
    names = [one.id for one in answer_file.parse(text, "out.yaml").respondents]
    assert len(set(names)) == 3
    assert names == sorted(names)
    assert all(re.fullmatch(r"p[2-9a-z]{8}", name) for name in names)


def test_every_figure_stays(url, tmp_path):
    path, _ = exported(url, tmp_path)
    read = answer_file.parse(path.read_text(encoding="utf-8"), "out.yaml")
    before, after = score_responses(QUESTIONNAIRE, RUN), score_responses(QUESTIONNAIRE, read)
    assert {name: part.score for name, part in after.capabilities.items()} == {
        name: part.score for name, part in before.capabilities.items()
    }
    assert (read.date, read.mode, read.context, read.agreed["U1.1"].level) == (RUN.date, RUN.mode, RUN.context, 3)
    assert (read.actions["U2-B"].status, read.plan.reserve) == ("running", 0.2)


def test_two_exports_have_nothing_in_common_and_each_is_a_run_of_its_own(url, tmp_path):
    first, _ = exported(url, tmp_path, name="a.yaml")
    second, _ = exported(url, tmp_path, name="b.yaml")
    for path in (first, second, first):
        assert invoke("runs", "import", path, "--store", url).exit_code == 0
    with store.open(url) as history:
        runs = history.runs()
        assert len(runs) == 3  # the same file once more adds nothing
        people = [{one.id for one in run.respondents} for run in runs]
    assert not people[0] & people[1]
    assert not people[1] & people[2]


def test_on_request_what_people_typed_stays_and_names_of_owners_do_not(url, tmp_path):
    path, told = exported(url, tmp_path, "--keep-notes")
    text = path.read_text(encoding="utf-8")
    assert text.count(TYPED) > 50
    assert "owner" not in text
    assert "Read it before you send it" in told


@pytest.mark.parametrize(("more", "is_in"), [((), True), (("--anonymous",), False)])
def test_the_organisation_goes_on_request(url, tmp_path, more, is_in):
    path, told = exported(url, tmp_path, "--keep-notes", *more)
    assert ("Gemeente Voorbeeld" in path.read_text(encoding="utf-8")) is is_in
    assert ("--anonymous leaves it out" in told) is is_in


@pytest.mark.parametrize(("language", "said"), [("en", "which was whose is kept nowhere"), ("nl", "staat nergens")])
def test_what_is_lost_and_kept_is_said_beside_the_data(url, language, said):
    told = invoke("runs", "export", "7k2m9p", "--pseudonyms", "--store", url, MEETLAT_LANG=language)
    assert said in told.stderr
    assert said not in told.stdout
    assert answer_file.parse(told.stdout, "run.yaml").organisation == "Gemeente Voorbeeld"


def test_the_other_options_are_refused_without_it(url):
    told = invoke("runs", "export", "7k2m9p", "--anonymous", "--store", url)
    assert (told.exit_code, "--pseudonyms" in told.stderr) == (2, True)


def test_the_run_itself_stays_as_it_was(url, tmp_path):
    before = invoke("runs", "export", "7k2m9p", "--store", url).stdout
    exported(url, tmp_path)
    assert invoke("runs", "export", "7k2m9p", "--store", url).stdout == before


@given(st.integers(1, 30))
def test_no_two_people_get_the_same_pseudonym_even_where_the_draw_repeats_itself(n):
    people = tuple(Respondent(id=f"r{each}", role="user") for each in range(n))
    names = iter([f"p{each // 2}" for each in range(2 * n + 2)])
    renamed = pseudonymised(replace(RUN, respondents=people), draw=lambda: next(names))
    assert len({one.id for one in renamed.respondents}) == n
