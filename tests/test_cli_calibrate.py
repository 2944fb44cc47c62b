"""`assess calibrate` and thresholds by an organisation's own runs, as a person meets them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from calibration_runs import department
from commands import invoke

from questionnaires import answer_file
from questionnaires.responses import Responses


def kept(store: Path, runs: Sequence[Responses]) -> list[Path]:
    """Put runs in a store, and return the files they came from."""
    files = []
    for k, one in enumerate(runs):
        file = store.parent / f"{one.organisation}-{k}.yaml"
        file.write_text(answer_file.write(one), encoding="utf-8")
        assert invoke("runs", "import", file, "--store", store).exit_code == 0
        files.append(file)
    return files


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Three runs of a department of six, all of one role."""
    store = tmp_path / "runs.sqlite"
    kept(store, department(5, 6, 3))
    return store


def test_a_manager_reads_how_much_answers_wobble_and_how_sure_that_is(store: Path) -> None:
    said = " ".join(invoke("calibrate", "--store", store, COLUMNS="200").stdout.split())
    assert "Gemeente Voorbeeld: how much answers wobble, by 3 runs" in said
    assert "σ, of one answer to one question: 0.6" in said
    assert "answers that six people gave again in the next run." in said
    assert "no reason to leave it" in said
    assert "Between brackets: where the true value lies in nine of ten cases." in said
    assert "Nothing is calculated with this until you ask for it: assess compare A B --calibrated" in said


def test_a_dutch_manager_reads_it_in_dutch(store: Path) -> None:
    said = invoke("calibrate", "--store", store, "--lang", "nl", COLUMNS="200").stdout
    assert "Gemeente Voorbeeld: hoeveel antwoorden schommelen, volgens 3 metingen" in said
    assert "σ, van één antwoord op één vraag: 0,6" in said


@pytest.mark.parametrize("columns", [40, 72, 80])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_line_is_wider_than_the_screen(store: Path, columns: int, language: str) -> None:
    for call in (("calibrate",), ("trend", "--calibrated")):
        said = invoke(*call, "--store", store, "--lang", language, COLUMNS=str(columns)).stdout
        assert max(map(len, said.splitlines())) <= columns


def test_json_has_the_estimates_with_their_intervals(store: Path) -> None:
    table = json.loads(invoke("calibrate", "--store", store, "--format", "json").stdout)
    assert (table["organisation"], table["runs"], table["repeats"]) == ("Gemeente Voorbeeld", 3, 2)
    for name, assumed in (("answer_noise", 0.65), ("leniency", 0.35)):
        one = table[name]
        assert one["low"] < one["estimate"] < one["high"]
        assert (one["assumed"], one["confidence"], one["people"], one["lack"]) == (assumed, 0.9, 6, None)
    assert len(table["remarks"]) == 1


def test_nothing_is_calculated_with_the_estimates_until_somebody_asks(store: Path) -> None:
    first, last = department(5, 6, 3)[0], department(5, 6, 3)[2]
    files = [store.parent / f"{one.organisation}-{k}.yaml" for k, one in ((0, first), (2, last))]
    usual = json.loads(invoke("compare", *files, "--store", store, "--format", "json").stdout)
    own = json.loads(invoke("compare", *files, "--store", store, "--calibrated", "--format", "json").stdout)
    assert usual["noise"] == {"answer_noise": 0.65, "leniency": 0.35, "estimated": []}
    assert own["noise"]["estimated"] == ["answer_noise", "leniency"]
    assert own["capabilities"]["U1"]["threshold"] == pytest.approx(
        usual["capabilities"]["U1"]["threshold"] * own["noise"]["answer_noise"] / 0.65
    )
    assert own["capabilities"]["U1"]["difference"] == usual["capabilities"]["U1"]["difference"]


def test_the_text_says_with_which_noise_it_was_calculated(store: Path) -> None:
    for call in (("trend", "--calibrated"), ("compare", store.parent / "Gemeente Voorbeeld-0.yaml", "last")):
        said = " ".join(invoke(*call, "--store", store, COLUMNS="200").stdout.split())
        assert ("These thresholds are calculated with σ = 0.6" in said) == ("--calibrated" in call)
        assert ("(your own runs: 0." in said) == ("--calibrated" in call)


def test_a_trend_takes_the_noise_of_its_own_organisation(store: Path) -> None:
    others = [msgspec.structs.replace(one, organisation="Elders") for one in department(6, 3, 2)]
    kept(store, others)
    call = ("trend", "--organisation", "Elders", "--calibrated", "--format", "json", "--store", store)
    assert json.loads(invoke(*call).stdout)["noise"]["estimated"] == ["answer_noise"]


def test_too_few_people_are_said_to_be_too_few(tmp_path: Path) -> None:
    store = tmp_path / "runs.sqlite"
    first, last = kept(store, department(1, 2, 2))
    said = " ".join(invoke("calibrate", "--store", store, COLUMNS="200").stdout.split())
    assert said.count("no estimate Too little to estimate it from") == 2
    assert "at least three people of one role" in said
    assert "at least five people of one role" in said
    assert "Nothing is calculated" not in said
    refused = invoke("compare", first, last, "--calibrated", "--store", store)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "Leave out --calibrated; assess calibrate says what is missing." in " ".join(refused.stderr.split())


def test_people_who_go_by_the_numbers_of_the_program_are_pointed_out(tmp_path: Path) -> None:
    store = tmp_path / "runs.sqlite"
    kept(store, department(1, 4, 2, prefix="r"))
    assert "If r1 is not the same person each time" in " ".join(invoke("calibrate", "--store", store).stdout.split())


def test_a_store_without_runs_or_with_more_organisations_is_one_line(store: Path, tmp_path: Path) -> None:
    empty = invoke("calibrate", "--store", tmp_path / "none.sqlite")
    assert (empty.exit_code, empty.stdout) == (2, "")
    kept(store, [msgspec.structs.replace(one, organisation="Elders") for one in department(6, 3, 2)])
    more = invoke("calibrate", "--store", store)
    assert more.exit_code == 2
    assert "Choose one with --organisation" in more.stderr
    assert invoke("calibrate", "--organisation", "Elders", "--store", store).exit_code == 0
