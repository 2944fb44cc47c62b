"""What done actions were to bring, beside what is answered now."""

from __future__ import annotations

from msgspec.structs import replace
from scoring_runs import QUESTIONNAIRE, run, whole

from questionnaires.responses import ActionProgress, Responses
from scoring.roadmap.effects import Effect, effects
from scoring.scoring import score_responses

BEFORE, ON_THE_DAY, AFTER = "2020-01-01", "2026-11-23", "2030-01-01"


def with_actions(level: int | str, except_for: dict[str, int | str] | None = None, **of: ActionProgress) -> Responses:
    """One manager's run, with what became of actions: U2_B is U2-B."""
    answered = run(whole("it_management", level, except_for))
    actions = {name.replace("_", "-"): progress for name, progress in of.items()}
    return replace(answered, date=ON_THE_DAY, actions=actions)


def found(responses: Responses) -> tuple[Effect, ...]:
    return effects(QUESTIONNAIRE, score_responses(QUESTIONNAIRE, responses), responses)


def verdicts(responses: Responses) -> dict[str, str]:
    return {effect.item: effect.verdict for effect in found(responses)}


def test_every_item_of_a_done_action_has_what_was_expected_beside_what_was_answered() -> None:
    responses = with_actions(2, {"U2.1": 3}, U2_A=ActionProgress(status="done", since=BEFORE))
    lifts = QUESTIONNAIRE.actions_by_id["U2-A"].lifts
    assert {effect.item: effect.expected for effect in found(responses)} == lifts
    assert {effect.item: effect.answered for effect in found(responses)} == {
        item: 3.0 if item == "U2.1" else 2.0 for item in lifts
    }


def test_an_answer_at_the_expected_level_reaches_it_and_one_below_does_not() -> None:
    done = ActionProgress(status="done", since=BEFORE)
    assert verdicts(with_actions(2, {"U1.1": 3}, U1_A=done)) == {"U1.1": "reached"}
    assert verdicts(with_actions(2, U1_A=done)) == {"U1.1": "not_reached"}


def test_answers_from_before_the_action_was_done_measure_nothing() -> None:
    (effect,) = found(with_actions(2, U1_A=ActionProgress(status="done", since=AFTER)))
    assert (effect.verdict, effect.answered, effect.since) == ("not_measured", 2.0, AFTER)


def test_answers_of_the_day_on_which_it_was_done_count_as_after_it() -> None:
    assert verdicts(with_actions(2, U1_A=ActionProgress(status="done", since=ON_THE_DAY))) == {"U1.1": "not_reached"}


def test_an_action_that_was_done_nobody_knows_when_is_held_against_the_answers() -> None:
    assert verdicts(with_actions(2, U1_A=ActionProgress(status="done"))) == {"U1.1": "not_reached"}


def test_an_item_of_which_nobody_gave_a_level_is_not_measured() -> None:
    (effect,) = found(with_actions(2, {"U1.1": "?"}, U1_A=ActionProgress(status="done", since=BEFORE)))
    assert (effect.verdict, effect.answered) == ("not_measured", None)


def test_only_done_actions_have_effects() -> None:
    others = {
        "U1_A": ActionProgress(status="running", since=BEFORE),
        "U1_B": ActionProgress(status="planned"),
        "U5_A": ActionProgress(status="dropped", since=BEFORE),
    }
    assert found(with_actions(2, **others)) == ()


def test_an_item_that_does_not_apply_is_no_effect() -> None:
    action, item = next(
        (action.id, item)
        for action in QUESTIONNAIRE.actions
        for item in action.lifts
        if QUESTIONNAIRE.items[item].not_applicable
    )
    done = {action.replace("-", "_"): ActionProgress(status="done", since=BEFORE)}
    assert item not in verdicts(with_actions(2, {item: "x"}, **done))


def test_a_done_action_raises_no_score() -> None:
    done = {action.id.replace("-", "_"): ActionProgress(status="done") for action in QUESTIONNAIRE.actions}
    without, with_all = with_actions(2), with_actions(2, **done)
    assert score_responses(QUESTIONNAIRE, with_all) == score_responses(QUESTIONNAIRE, without)


def test_effects_come_in_the_order_of_the_questionnaire() -> None:
    done = {name: ActionProgress(status="done") for name in ("S1_A", "O1_A", "U1_A")}
    order = list(dict.fromkeys(effect.action for effect in found(with_actions(2, **done))))
    assert order == ["U1-A", "O1-A", "S1-A"]
