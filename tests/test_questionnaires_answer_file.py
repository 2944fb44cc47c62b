"""The answer file: whatever a run holds comes back, in the same bytes, and what is valid is read as it is meant."""

from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies_responses import runs

from questionnaires import answer_file, catalogue
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
from questionnaires.run_ids import NAME

HEADER = 'format: 1\norganisation: "Gemeente Voorbeeld"\ndate: 2026-11-23\n'
PERSON = "respondents:\n  - {id: r1, role: it_staff}\n"
FORMS = ("run.yaml", "run.json")

LOOKS_LIKE_YAML = [
    *("No", "yes", "~", "null", "1e3", "0x1F", "12:30", "2026-11-23", ".inf", "=", "<<", "y", "- a", "? a", "a: b"),
    *("a #b", " leading", "trailing ", '"', "'", "\\", "\\n", "%", "@", "`", "{}", "[]", "!tag", "&a", "*a"),
]
RARE_SIGNS = ["\ttab", "a\nb", "a\r\nb", "\u0085", "\ufeff", "\u2028", "\x00", "\x07", "\x7f", "\uffff", "😀", "‘één’"]
NASTY = st.text(st.characters(exclude_categories=("Cs",)), max_size=40) | st.sampled_from(LOOKS_LIKE_YAML + RARE_SIGNS)


def parsed(text: str, name: str = "run.yaml") -> Responses:
    return answer_file.parse(text, name)


def answer_to(item: str, written: str) -> Answer | None:
    text = f"{HEADER}respondents:\n  - id: r1\n    role: it_staff\n    answers:\n      {item}: {written}\n"
    return parsed(text).respondents[0].answers.get(item)


def codes_of(text: str, name: str = "run.yaml") -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        answer_file.parse(text, name)
    return [problem.code for problem in found.value.problems]


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(run=runs(), run_id=st.none() | st.from_regex(NAME, fullmatch=True), remark=NASTY.filter(str.strip))
def test_any_run_that_is_written_is_read_as_it_was(name: str, run: Responses, run_id: str | None, remark: str) -> None:
    run = msgspec.structs.replace(run, run=run_id, remarks=run.remarks | {"general": remark})
    assert answer_file.parse(answer_file.write(run, name), name) == run


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(run=runs())
def test_writing_what_was_read_gives_the_same_bytes(name: str, run: Responses) -> None:
    written = answer_file.write(run, name)
    assert answer_file.write(answer_file.parse(written, name), name) == written


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=200, deadline=None)
@given(text=NASTY)
def test_any_text_comes_back_sign_for_sign(name: str, text: str) -> None:
    required = text if text.strip() else "x"
    person = Respondent(
        id=required,
        role="it_staff",
        answers={
            "U1.1": Answer(level=3, note=text, evidence=text),
            "U1.2": Answer(kind="unknown", note=text),
            "O2.1": Answer(kind="not_applicable", reason=required, evidence=text),
        },
    )
    run = Responses(
        questionnaire="it-ambition",
        organisation=required,
        date="2026-11-23",
        respondents=(person,),
        facts=Facts(satisfaction=text, tools_known=text),
        plan=PlanLimits(owners={text: 3.5}),
        remarks={"general": text},
        agreed={"U1.1": Agreed(level=2, note=text)},
    )
    assert answer_file.parse(answer_file.write(run, name), name) == run


@pytest.mark.parametrize("name", FORMS)
@given(number=st.floats(0.001, 1e300))
def test_any_number_comes_back_exactly(name: str, number: float) -> None:
    run = parsed(HEADER + PERSON)
    run = msgspec.structs.replace(run, context=Context(capacity_days=number))
    assert answer_file.parse(answer_file.write(run, name), name).context.capacity_days == number


@pytest.mark.parametrize("written", ["9" * 5000, "1" + "0" * 40, "1e999"])
def test_a_number_too_large_to_mean_anything_is_a_problem(written: str) -> None:
    assert codes_of(f"{HEADER}context: {{users: {written}}}\n{PERSON}") == ["wrong-type"]
    assert len(codes_of(f"{HEADER}respondents: [{{id: r1, role: user, answers: {{U2.2: {written}}}}}]\n")) == 1


def test_what_is_written_can_be_read_by_any_yaml_reader_as_it_is_meant() -> None:
    import yaml

    run = msgspec.structs.replace(
        parsed(HEADER + PERSON),
        facts=Facts(satisfaction="7.10", response_rate="No", tools_known="42", tools_estimated=42),
        context=Context(critical_data="yes", capacity_days=1e-7),
    )
    content = yaml.safe_load(answer_file.write(run))
    assert content["facts"] == {
        "satisfaction": "7.10",
        "response_rate": "No",
        "tools_known": "42",
        "tools_estimated": 42,
    }
    assert content["context"] == {"critical_data": "yes", "capacity_days": 1e-7}


def test_an_answer_is_a_level() -> None:
    assert answer_to("U1.1", "3") == Answer(level=3)


def test_an_answer_with_a_note_and_evidence_has_fields() -> None:
    assert answer_to("U1.1", '{level: 2, note: "n", evidence: "e"}') == Answer(level=2, note="n", evidence="e")


def test_nobody_knows_is_an_answer_and_may_carry_a_note() -> None:
    assert answer_to("U1.1", "unknown") == Answer(kind="unknown")
    assert answer_to("U1.1", '{unknown: true, note: "n"}') == Answer(kind="unknown", note="n")


def test_not_applicable_carries_its_reason() -> None:
    assert answer_to("O3.1", '{not_applicable: "none", note: "n"}') == Answer(
        kind="not_applicable", reason="none", note="n"
    )


def test_an_item_without_a_value_is_unanswered() -> None:
    assert answer_to("U1.1", "") is None


@pytest.mark.parametrize("written", ["yes", '"yes"', "'yes'"])
def test_yes_to_critical_data_is_read_as_yes_with_or_without_quotes(written: str) -> None:
    assert parsed(f"{HEADER}context: {{critical_data: {written}}}\n{PERSON}").context.critical_data == "yes"


@pytest.mark.parametrize("written", ["2026-11-23", '"2026-11-23"'])
def test_the_date_may_stand_with_or_without_quotes(written: str) -> None:
    assert parsed(f"format: 1\norganisation: x\ndate: {written}\n{PERSON}").date == "2026-11-23"


def test_a_field_without_a_value_is_not_told() -> None:
    assert parsed(f"{HEADER}context:\nfacts:\n  satisfaction:\n{PERSON}").facts == Facts()


def test_a_file_that_names_no_questionnaire_is_on_the_newest_shipped() -> None:
    assert parsed(HEADER + PERSON).questionnaire == "it-ambition"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + (HEADER + PERSON).replace("\n", "\r\n").encode())
    assert answer_file.read(path) == parsed(HEADER + PERSON)


def test_marks_of_importance_that_were_skipped_and_that_were_left_empty_differ() -> None:
    skipped, empty = (
        parsed(f"{HEADER}respondents:\n  - {{id: r1, role: user{rest}}}\n").respondents[0].importance
        for rest in ("", ", importance: {}")
    )
    assert (skipped, empty) == (None, Importance())


def test_a_correction_may_say_that_there_was_no_answer() -> None:
    run = parsed(f"{HEADER}corrections: [{{respondent: r1, item: U1.1, answer: null}}]\n{PERSON}")
    assert run.corrections == (Correction(respondent="r1", item="U1.1", answer=None),)


def test_an_anonymous_run_has_a_threshold_of_five_unless_it_says_otherwise() -> None:
    assert parsed(HEADER + PERSON).privacy == Privacy(mode="anonymous", threshold=5)


def test_a_run_with_a_questionnaire_of_its_own_is_read_by_that_one() -> None:
    shipped = catalogue.load()
    domain = shipped.domains[0]
    item = msgspec.structs.replace(domain.capabilities[0].items[0], id="U1.9", rev=2)
    capability = msgspec.structs.replace(domain.capabilities[0], items=(item, *domain.capabilities[0].items[1:]))
    own = msgspec.structs.replace(
        shipped,
        version="2.0.0",
        domains=(
            msgspec.structs.replace(domain, capabilities=(capability, *domain.capabilities[1:])),
            *shipped.domains[1:],
        ),
        actions=tuple(action for action in shipped.actions if "U1.1" not in action.lifts and action.needs == ()),
    )
    own = catalogue.from_text(catalogue.text(own))
    run = msgspec.structs.replace(
        parsed(HEADER + PERSON),
        questionnaire="it-ambition@2.0.0",
        questionnaire_sha256=own.sha256,
        questionnaire_text=catalogue.text(own),
        respondents=(Respondent(id="r1", role="it_staff", answers={"U1.9": Answer(level=2)}),),
    )
    assert parsed(answer_file.write(run)) == run


def test_a_text_of_another_questionnaire_than_is_named_is_a_problem() -> None:
    text = answer_file.write(
        msgspec.structs.replace(
            parsed(HEADER + PERSON),
            questionnaire="other@1.0.0",
            questionnaire_text=catalogue.text(catalogue.load()),
        )
    )
    assert codes_of(text) == ["other-questionnaire"]


def test_a_questionnaire_text_that_breaks_the_rules_is_a_problem() -> None:
    shipped = catalogue.load()
    broken = msgspec.structs.replace(shipped, actions=(msgspec.structs.replace(shipped.actions[0], needs=("X-X",)),))
    text = answer_file.write(
        msgspec.structs.replace(parsed(HEADER + PERSON), questionnaire_text=catalogue.text(broken))
    )
    assert codes_of(text) == ["questionnaire-text"]


@pytest.mark.parametrize("written", ["", "- a\n", "just words\n", "3\n"])
def test_a_file_that_is_something_else_is_one_problem(written: str) -> None:
    assert len(codes_of(written)) == 1


def test_a_folder_in_the_place_of_a_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        answer_file.read(tmp_path)
    assert [problem.code for problem in found.value.problems] == ["unreadable-file"]


@dataclass
class Loader:
    """A loader that remembers what was asked of it."""

    asked: str = ""

    def __call__(self, reference: str) -> object:
        self.asked = reference
        return catalogue.load("it-ambition")


def test_the_questionnaire_is_looked_up_where_the_caller_says() -> None:
    loader = Loader()
    answer_file.parse(f"questionnaire: it-ambition@1.0.0\n{HEADER}{PERSON}", "run.yaml", loader)
    assert loader.asked == "it-ambition@1.0.0"


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=60) | st.text("{}[]:,-?!&*#'\"\\ \n\tab1~", max_size=60))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    for name in FORMS:
        with pytest.raises(ProblemsFound):
            answer_file.parse(text, name)


@settings(max_examples=60, deadline=None)
@given(run=runs(), data=st.data())
def test_a_damaged_file_is_read_or_refused_but_never_breaks_the_reader(run: Responses, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FORMS))
    written = answer_file.write(run, name)
    at = data.draw(st.integers(0, len(written)))
    damaged = written[:at] + data.draw(st.sampled_from(["", "x", ":", '"', "\n", "- ", "{", "9"])) + written[at + 1 :]
    try:
        answer_file.parse(damaged, name)
    except ProblemsFound as found:
        assert all(problem.file == name for problem in found.problems)  # noqa: PT017  # both outcomes are fine
