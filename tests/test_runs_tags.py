"""Tags on runs: hung on and taken off, kept through files and stores, and in no score and no report."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from commands import invoke

from assess import store
from assess.errors import Mistake
from assess.workflow import example
from questionnaires import answer_file, run_ids
from questionnaires.language import words
from questionnaires.merging import Part, merge
from questionnaires.problems import ProblemsFound
from questionnaires.responses import Responses
from reports import attachments
from reports.publication import published
from scoring.scoring import score_responses

EXAMPLE = example()
QUESTIONNAIRE = EXAMPLE.questionnaire


def tagged(*tags: str, run: str | None = None) -> Responses:
    return msgspec.structs.replace(EXAMPLE.responses, tags=tags, run=run)


def codes_of(tags: str) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        answer_file.parse(f"{answer_file.write(EXAMPLE.responses)}tags: {tags}\n", "run.yaml")
    return [one.code for one in found.value.problems]


# In a file


def test_tags_stand_in_the_answer_file_in_their_order() -> None:
    written = answer_file.write(tagged("zorg", "klein"))
    assert "\ntags: [zorg, klein]\n" in written
    assert answer_file.parse(written, "run.yaml").tags == ("zorg", "klein")


@pytest.mark.parametrize(
    ("tags", "codes"),
    [
        ("[Zorg]", ["invalid-tag"]),
        ('["een woord", "-x", "a\\tb", ""]', ["invalid-tag"] * 4),
        (f"[{'a' * 41}]", ["invalid-tag"]),
        ("[2026]", ["wrong-type"]),
        ("[zorg, zorg]", ["duplicate-tag"]),
        (f"[{', '.join(f't{n}' for n in range(21))}]", ["too-many-tags"]),
        ("zorg", ["wrong-type"]),
    ],
)
def test_what_cannot_be_a_tag_is_a_problem_with_its_place(tags: str, codes: list[str]) -> None:
    assert codes_of(tags) == codes


def test_tags_are_no_part_of_what_names_a_run() -> None:
    """The name is that of before there were tags: a file that was taken in then still adds nothing."""
    names = {next(run_ids.of_content(run, QUESTIONNAIRE.sha256)) for run in (tagged(), tagged("zorg"))}
    assert names == {"98cywt"}


# In a store


def test_the_same_file_with_other_tags_is_the_same_run_with_the_tags_of_both(store_url: str) -> None:
    with store.open(store_url) as history:
        for tags in (("zorg",), ("klein", "zorg")):
            history.import_run(tagged(*tags), QUESTIONNAIRE)
        (run,) = history.runs()
        assert run.tags == ("zorg", "klein")
        assert history.responses(run.id).tags == ("zorg", "klein")


def test_tags_are_hung_on_and_taken_off(store_url: str) -> None:
    with store.open(store_url) as history:
        run = history.import_run(tagged("zorg", "klein"), QUESTIONNAIRE)
        assert history.tag(run, ["noord"], ["zorg"]) == ("klein", "noord")
        with pytest.raises(Mistake, match="has no tag"):
            history.tag(run, ["west"], ["zuid"])
        with pytest.raises(Mistake, match="a run has at most"):
            history.tag(run, [f"t{n}" for n in range(19)])
        assert history.summary(run).tags == ("klein", "noord")
        history.delete(run)
        assert history.runs() == ()


def test_tags_that_are_too_many_for_one_run_are_named_and_left_out() -> None:
    many = tuple(f"t{n}" for n in range(20))
    one = Part(name="a.yaml", responses=tagged(*many), questionnaire=QUESTIONNAIRE)
    other = Part(name="b.yaml", responses=tagged("t0", "zorg"), questionnaire=QUESTIONNAIRE)
    merged = merge(one, other)
    assert merged.responses.tags == many
    assert [words("en").say(remark) for remark in merged.remarks] == [
        "b.yaml: a run has at most 20 tags; not taken over: zorg."
    ]


def test_the_command_hangs_tags_on_in_small_letters_and_shows_them(tmp_path: Path) -> None:
    place = tmp_path / "meetlat.db"
    with store.open(str(place)) as history:
        run = history.import_run(tagged(), QUESTIONNAIRE)

    def typed(*arguments: str) -> str:
        done = invoke("--store", place, "--lang", "en", "runs", *arguments)
        return done.output.strip()

    assert typed("tag", "last", "Zorg", "klein").endswith(": zorg, klein")
    assert typed("tag", run, "--remove", "Klein").endswith(": zorg")
    assert typed("tag", run).endswith(": zorg")
    assert "Tags: zorg." in typed("list")
    assert "Tags: zorg." in typed("show", "last")
    assert "cannot be a tag" in typed("tag", run, "a b")
    assert "\ntags: [zorg]\n" in typed("export", "last")


# Nowhere else


def test_no_report_and_no_attachment_knows_the_tags() -> None:
    from scoring.roadmap import Search, limits_of, plan

    responses = tagged("geheimlabel")
    card = score_responses(QUESTIONNAIRE, responses)
    assert card == score_responses(QUESTIONNAIRE, tagged())
    figures = published(QUESTIONNAIRE, responses, card)
    assert figures.header.tags == ()
    roadmap = plan(QUESTIONNAIRE, card, limits_of(responses), Search())
    from_store = msgspec.structs.replace(figures, header=msgspec.structs.replace(figures.header, tags=("geheimlabel",)))
    for publication in (None, from_store):
        for one in attachments.of_run(QUESTIONNAIRE, responses, card, roadmap, words("nl"), publication=publication):
            assert b"geheimlabel" not in one.content, one.name
