"""What a report carries beside its pages, and what of a group it does not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from report_runs import nine, solo, view_of
from scoring_runs import QUESTIONNAIRE, person, run, whole
from strategies_responses import runs as runs_of_any_kind
from strategies_scoring import runs
from test_scoring_leaks import CAPABILITIES, leaks

from assess.cli.root import root
from questionnaires import answer_file
from questionnaires.language import words
from questionnaires.model import Capability, Language
from questionnaires.problems import ProblemsFound
from questionnaires.responses import ActionProgress, Agreed, Answer, Correction, Facts, Respondent, Responses
from reports import attachments, figures_file, machine
from reports.attachments import AnswersArePrivate, Attachment
from reports.publication import Publication, WithLevel, published
from reports.view import build_view
from scoring.roadmap import Search, limits_of, plan
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses


def carried(
    responses: Responses, language: Language = "nl", search: Search | None = None, **asked: Any
) -> dict[str, Attachment]:
    """What the report of a run carries, by name."""
    card = score_responses(QUESTIONNAIRE, responses)
    roadmap = plan(QUESTIONNAIRE, card, limits_of(responses), search)
    found = attachments.of_run(QUESTIONNAIRE, responses, card, roadmap, words(language), **asked)
    return {one.name: one for one in found}


def from_file(path: Path, responses: Responses) -> Responses:
    """A run as it is read from a file, which is then there."""
    path.write_text(answer_file.write(responses), encoding="utf-8")
    return answer_file.read(path)


def publication_of(responses: Responses) -> Publication:
    return published(QUESTIONNAIRE, responses, score_responses(QUESTIONNAIRE, responses))


def secretive(privacy: str) -> Responses:
    """Six people, one of whom wrote what nobody else may read."""
    noted = Answer(level=2, note="SECRET note", evidence="SECRET evidence")
    reason = Answer(kind="not_applicable", reason="SECRET reason")
    people = [whole("it_staff", 3) for _ in range(5)]
    writer = msgspec.structs.replace(people[0], answers={**people[0].answers, "U1.1": noted, "O3.1": reason})
    group = run(writer, *people[1:], whole("it_management", 4), privacy=privacy)
    renamed = [msgspec.structs.replace(one, id=f"SECRET{n}") for n, one in enumerate(group.respondents)]
    before = Correction(respondent="SECRET0", item="U1.1", answer=Answer(level=5, note="SECRET earlier"))
    return msgspec.structs.replace(group, respondents=tuple(renamed), corrections=(before,))


# one respondent


def test_a_report_of_one_respondent_carries_answers_scores_roadmap_and_questionnaire() -> None:
    assert list(carried(solo())) == ["answers.yaml", "scorecard.json", "roadmap.json", "questionnaire.json"]


def test_its_answer_file_is_to_the_byte_what_a_store_exports(tmp_path: Path) -> None:
    path, store = tmp_path / "solo.yaml", str(tmp_path / "meetlat.db")
    responses = from_file(path, solo())
    CliRunner().invoke(root, ["runs", "import", str(path), "--store", store])
    exported = CliRunner().invoke(root, ["runs", "export", "last", "--store", store])
    assert carried(responses)["answers.yaml"].content == exported.stdout_bytes


def test_the_scores_and_the_roadmap_are_what_the_commands_give_as_json(tmp_path: Path) -> None:
    path = tmp_path / "solo.yaml"
    files = carried(from_file(path, solo()), "en", Search())
    for command, name in (("score", "scorecard.json"), ("plan", "roadmap.json")):
        given = CliRunner().invoke(root, [command, str(path), "--format", "json", "--lang", "en"])
        assert files[name].content == given.stdout_bytes


def test_the_questionnaire_it_carries_has_the_fingerprint_that_the_answers_name() -> None:
    files = carried(solo())
    fingerprint = hashlib.sha256(files["questionnaire.json"].content).hexdigest()
    read = answer_file.parse(files["answers.yaml"].content.decode(), "answers.yaml")
    assert read.questionnaire_sha256 == fingerprint


@pytest.mark.parametrize("department", [solo, nine])
def test_the_same_run_gives_the_same_bytes(department: Callable[[], Responses]) -> None:
    assert carried(department()) == carried(department())


def test_what_each_file_is_stands_in_the_language_of_the_report() -> None:
    for english, dutch in zip(carried(solo(), "en").values(), carried(solo(), "nl").values(), strict=True):
        assert english.description != dutch.description


def test_a_run_that_nobody_answered_yet_carries_no_figures() -> None:
    assert list(carried(run())) == ["scorecard.json", "roadmap.json", "questionnaire.json"]


# a group


def test_a_report_of_a_group_carries_its_figures_and_nobodys_answers() -> None:
    assert list(carried(nine())) == ["figures.json", "scorecard.json", "roadmap.json", "questionnaire.json"]


@pytest.mark.parametrize("privacy", ["anonymous", "open"])
def test_nothing_that_one_person_wrote_or_is_called_goes_with_a_group(privacy: str) -> None:
    for file in carried(secretive(privacy)).values():
        assert b"SECRET" not in file.content


def test_the_answers_of_an_anonymous_group_are_refused_even_when_asked_for() -> None:
    with pytest.raises(AnswersArePrivate):
        carried(secretive("anonymous"), with_answers=True)


def test_the_answers_of_a_group_that_agreed_go_in_when_asked_for() -> None:
    files = carried(secretive("open"), with_answers=True)
    read = answer_file.parse(files["answers.yaml"].content.decode(), "answers.yaml")
    assert (read.respondents, read.corrections) == (secretive("open").respondents, secretive("open").corrections)
    assert "figures.json" in files


def test_an_anonymous_edition_names_the_organisation_nowhere() -> None:
    told = {
        "organisation": "Gemeente Geheim",
        "facts": Facts(satisfaction="7 bij Gemeente Geheim"),
        "remarks": {"general": "Wij van gemeente geheim"},
        "actions": {"U5-A": ActionProgress(status="planned", owner="Gemeente Geheim")},
    }
    for responses in (solo(**told), msgspec.structs.replace(nine(), **told)):
        for file in carried(responses, is_anonymous=True).values():
            assert b"geheim" not in file.content.lower()


def test_an_anonymous_edition_takes_the_organisation_out_of_earlier_answers_too() -> None:
    before = Correction(respondent="r1", item="U1.1", answer=Answer(level=1, note="bij Gemeente Voorbeeld"))
    files = carried(solo(corrections=(before,)), is_anonymous=True)
    assert b"Gemeente Voorbeeld" not in files["answers.yaml"].content


# the figures file


@settings(max_examples=30, deadline=None)
@given(runs())
def test_reading_what_was_written_gives_the_same_figures_and_writing_them_again_the_same_bytes(
    responses: Responses,
) -> None:
    assume(len(responses.respondents) > 1)
    publication = publication_of(responses)
    text = figures_file.write(publication)
    assert figures_file.parse(text, "figures.json") == publication
    assert figures_file.write(figures_file.parse(text, "figures.json")) == text


@settings(max_examples=25, deadline=None)
@given(runs_of_any_kind())
def test_whatever_a_run_is_called_and_told_its_figures_come_back_as_they_went(responses: Responses) -> None:
    assume(len(responses.respondents) > 1)
    publication = publication_of(responses)
    assert figures_file.parse(figures_file.write(publication), "figures.json") == publication


@settings(max_examples=25, deadline=None)
@given(runs(mode="anonymous"), CAPABILITIES)
def test_no_combination_of_figures_in_the_file_tells_about_a_small_group(
    responses: Responses, capability: Capability
) -> None:
    assume(len(responses.respondents) > 1)
    read = figures_file.parse(figures_file.write(publication_of(responses)), "figures.json")
    assert not leaks(capability, responses, responses.privacy.threshold, read.scorecard)


def test_beside_the_scorecard_the_file_holds_only_the_header_and_how_many_gave_a_level() -> None:
    file = json.loads(figures_file.write(publication_of(secretive("anonymous"))))
    header = {"questionnaire", "questionnaire_sha256", "run", "organisation", "date", "language", "mode", "privacy"}
    assert set(file) == {"format", "kind", *header, "scorecard", "with_level"}
    assert set(file["scorecard"]) == set(Scorecard.__struct_fields__)
    assert set(file["with_level"]) == {"capabilities", "domains", "overall"}


def test_it_counts_the_people_who_gave_a_level_by_capability_by_domain_and_in_all() -> None:
    group = run(
        person("it_staff", {"U1.1": 3, "U2.1": "?"}),
        person("it_staff", {"U2.1": 2, "O1.1": 4}),
        person("user", {"U1.1": "?"}),
    )
    counted = publication_of(group).with_level
    assert counted.overall == 2
    assert counted.domains == {"U": 2, "O": 1, "S": 0}
    assert {name: n for name, n in counted.capabilities.items() if n} == {"U1": 1, "U2": 1, "O1": 1}


def test_agreed_levels_stay_with_their_notes() -> None:
    group = msgspec.structs.replace(nine(), agreed={"U1.1": Agreed(2, "na een uur praten")})
    read = figures_file.parse(figures_file.write(publication_of(group)), "figures.json")
    assert read.header.agreed == group.agreed


def altered(change: Any) -> tuple[str, ...]:
    """The codes of what is wrong after a change to a sound figures file."""
    file = json.loads(figures_file.write(publication_of(run(*(whole("it_staff", 3) for _ in range(6)),
                                                            whole("user", 2), privacy="anonymous"))))  # fmt: skip
    change(file)
    with pytest.raises(ProblemsFound) as raised:
        figures_file.parse(json.dumps(file, indent=2), "figures.json")
    assert all(problem.line for problem in raised.value.problems)
    return tuple(problem.code for problem in raised.value.problems)


def put(*path: str | int, value: Any) -> Any:
    def change(file: Any) -> None:
        for step in path[:-1]:
            file = file[step]
        if value is GONE:
            del file[path[-1]]
        else:
            file[path[-1]] = value

    return change


GONE = object()
SMALL = {"audiences": ["it"], "people": 2, "counts": [0, 0, 2, 0, 0], "unknown": 0, "mean": 3.0}


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (put("format", value=2), ("unknown-format",)),
        (put("kind", value="answers"), ("unknown-value",)),
        (put("respondents", value=[{"id": "r1"}]), ("unknown-key",)),
        (put("scorecard", "items", "U1.1", "value", value=GONE), ("missing-key",)),
        (put("scorecard", "items", "U1.1", "value", value="3"), ("wrong-type",)),
        (put("scorecard", "items", "U1.1", "value", value=float("inf")), ("invalid-json",)),
        (put("scorecard", "items", "U1.1", "value", value=5.5), ("out-of-range",)),
        (put("scorecard", "items", "U1.1", "value", value=4.0), ("figures-differ",)),
        (put("scorecard", "overall", "score", value=10**400), ("out-of-range",)),
        (put("scorecard", "items", "Z9.9", value=None), ("wrong-type",)),
        (put("scorecard", "items", "U1.1", value=GONE), ("figure-missing",)),
        (put("scorecard", "capabilities", "U1", "level", value=5), ("figures-differ", "figures-differ")),
        (put("scorecard", "domains", "U", "level", value=5), ("figures-differ",)),
        (put("scorecard", "domains", "U", "held_by", value=["U2"]), ("figures-differ",)),
        (put("scorecard", "overall", "level", value=5), ("figures-differ",)),
        (put("scorecard", "capabilities", "S1", "target", value=None), ("figures-differ",)),
        (put("scorecard", "items", "U1.1", "perception_gap", value=1.0), ("figures-differ",)),
        (put("scorecard", "items", "U1.1", "groups", value=[SMALL]), ("group-too-small",)),
        (put("scorecard", "items", "U1.1", "groups", 0, "people", value=9), ("figures-differ",)),
        (put("scorecard", "anonymous", value=False), ("other-privacy",)),
        (put("privacy", "mode", value="open"), ("other-privacy",)),
        (put("scorecard", "respondents", value={"user": 1}), ("too-few-people",)),
        (put("scorecard", "flags", value=[{"code": "nonsense", "items": [], "capability": None, "domain": None,
                                           "values": {}}]), ("unknown-flag",)),
        (put("scorecard", "questionnaire", "sha256", value="0"), ("other-questionnaire",)),
        (put("questionnaire_sha256", value="0"), ("other-questionnaire",)),
        (put("with_level", "overall", value=70), ("figures-differ",)),
        (put("with_level", "domains", "Z", value=1), ("unknown-id",)),
        (put("agreed", value={"Z9.9": {"level": 3}}), ("unknown-item",)),
        (put("run", value="a b"), ("run-name",)),
    ],
)  # fmt: skip
def test_a_figures_file_that_was_changed_is_refused_with_place_and_code(change: Any, codes: tuple[str, ...]) -> None:
    found = altered(change)
    assert set(codes) <= set(found)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    def change(file: Any) -> None:
        file["format"] = 2
        file["scorecard"]["items"]["U1.1"]["value"] = "high"
        file["agreed"] = {"Z9.9": {"level": 3}}

    assert sorted(altered(change)) == ["unknown-format", "unknown-item", "wrong-type"]


def test_figures_without_any_people_count_nobody() -> None:
    nobody = published(QUESTIONNAIRE, run(Respondent(id="r", role="user")), score_responses(QUESTIONNAIRE, run()))
    nothing = dict.fromkeys(QUESTIONNAIRE.capabilities, 0)
    assert nobody.with_level == WithLevel(capabilities=nothing, domains={"U": 0, "O": 0, "S": 0}, overall=0)


# JSON for other programs


def test_the_report_as_json_holds_the_run_its_scores_its_roadmap_and_its_figures() -> None:
    table = json.loads(machine.render(view_of(nine())))
    assert list(table) == ["format", "kind", "language", "run", "score", "plan", "analysis", "effects", "figures"]
    assert table["score"] == json.loads(carried(nine())["scorecard.json"].content)
    assert table["plan"] == json.loads(carried(nine())["roadmap.json"].content)
    assert table["run"]["organisation"] == "Gemeente Voorbeeld"


@pytest.mark.parametrize("privacy", ["anonymous", "open"])
def test_the_report_of_a_group_as_json_holds_nothing_that_one_person_wrote(privacy: str) -> None:
    assert "SECRET" not in machine.render(view_of(secretive(privacy)))


# whatever is in a figures file


SOUND = publication_of(run(*nine().respondents, privacy="anonymous"))
ODD: tuple[Any, ...] = (
    None,
    0,
    1,
    3,
    5,
    -1,
    2.5,
    1e300,
    True,
    "x",
    "",
    [],
    {},
    "U1",
    "user",
    "coverage",
    "none",
    ["U1"],
    ["it"],
)


def places(part: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a file, the deepest first."""
    below = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    return [*(place for key, value in below for place in places(value, (*path, key))), path]


PLACES = [path for path in places(figures_file.table(SOUND)) if path and path[0] in figures_file.OF_THE_FIGURES]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from(ODD))
def test_whatever_one_figure_is_changed_to_the_file_is_refused_or_makes_a_report(
    path: tuple[str | int, ...], value: Any
) -> None:
    file = json.loads(figures_file.write(SOUND))
    put(*path, value=value)(file)
    try:
        publication = figures_file.parse(json.dumps(file), "figures.json")
    except ProblemsFound:
        return
    header, card = publication.header, publication.scorecard
    roadmap = plan(QUESTIONNAIRE, card, limits_of(header))
    machine.render(build_view(QUESTIONNAIRE, header, card, roadmap, words("nl")))
