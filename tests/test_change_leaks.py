"""What a report says of last time gives nothing away about fewer people than an anonymous run shows (scoring 4.13).

Departments whose items have the same scores and counts, but whose few people answered otherwise, are held against each
other: what a report publishes may not tell which of them it is. `assess compare`, which the organiser sees, does.
"""

from __future__ import annotations

import msgspec
from change_runs import EARLIER, LATER, named, of
from hypothesis import given, settings
from scoring_runs import QUESTIONNAIRE, run, whole
from strategies_scoring import runs

from questionnaires.responses import Responses
from scoring.change import Comparison, compare, since
from scoring.change.shared import shown_in
from scoring.scoring import score_responses

EIGHT = tuple(whole("it_staff", 3) for _ in range(8))
U3 = [item.id for item in QUESTIONNAIRE.capabilities["U3"].items]


def anonymous(*people: object) -> Responses:
    return run(*people, privacy="anonymous")  # type: ignore[arg-type]


def published(new: Responses) -> Comparison:
    """What a report tells of a run that follows on another, by other people."""
    return since([of(named(anonymous(*EIGHT), "then"), date=EARLIER)], of(new, date=LATER)).comparison


def compared(new: Responses) -> Comparison:
    return compare(of(named(anonymous(*EIGHT), "then"), date=EARLIER), of(new, date=LATER))


def test_a_count_does_not_tell_whether_one_person_knew_nothing_of_a_capability() -> None:
    one = anonymous(*EIGHT, whole("it_staff", 3, dict.fromkeys(U3, "?")))
    spread = [whole("it_staff", 3, {item: "?"}) for item in U3]
    several = anonymous(*EIGHT[len(U3) - 1 :], *spread)
    cards = [score_responses(QUESTIONNAIRE, each) for each in (one, several)]
    assert cards[0].items == cards[1].items
    assert [compared(each).capabilities["U3"].n_new for each in (one, several)] == [8, 9]
    assert [published(each).capabilities["U3"].n_new for each in (one, several)] == [8, 8]


def test_a_threshold_does_not_tell_how_far_two_people_lie_apart() -> None:
    def two(first: dict[str, int], second: dict[str, int]) -> Responses:
        rest = [whole("it_staff", 3, {U3[1]: "?", U3[2]: "?"}) for _ in range(6)]
        return anonymous(*rest, whole("it_staff", 3, first), whole("it_staff", 3, second))

    alike = two({U3[1]: 1, U3[2]: 5}, {U3[1]: 5, U3[2]: 1})
    apart = two({U3[1]: 1, U3[2]: 1}, {U3[1]: 5, U3[2]: 5})
    assert score_responses(QUESTIONNAIRE, alike).items == score_responses(QUESTIONNAIRE, apart).items
    told = [compared(each).capabilities["U3"].threshold for each in (alike, apart)]
    assert told[0] != told[1]
    assert published(alike).capabilities["U3"] == published(apart).capabilities["U3"]


def test_a_capability_does_not_tell_that_somebody_skipped_it_once() -> None:
    old, new = anonymous(*EIGHT), anonymous(*EIGHT[1:], whole("it_staff", 3, dict.fromkeys(U3, "?")))
    told = since([of(old, date=EARLIER)], of(new, date=LATER)).comparison
    assert not compare(of(old), of(new)).capabilities["U3"].same_people
    assert told.capabilities["U3"].same_people
    assert told.overall.same_people


def test_how_many_came_back_is_not_counted() -> None:
    new = anonymous(*EIGHT)
    people = (*new.respondents[:7], msgspec.structs.replace(new.respondents[7], id="new"))
    told = since(
        [of(anonymous(*EIGHT), date=EARLIER)], of(msgspec.structs.replace(new, respondents=people), date=LATER)
    )
    remarks = {one.code: one.values for one in told.comparison.comparability.remarks}
    assert remarks["partly_other_people"] == {}
    assert "other_people" not in remarks


def test_an_open_run_is_published_as_it_is_compared() -> None:
    old, new = run(*EIGHT), named(run(*EIGHT[:-1], whole("it_staff", 3, dict.fromkeys(U3, "?"))), "x")
    told = since([of(old, date=EARLIER)], of(new, date=LATER)).comparison
    assert told == compare(of(old, date=EARLIER), of(new, date=LATER))
    assert told.capabilities["U3"].n_new == 7


@given(runs(mode="anonymous"))
@settings(max_examples=25, deadline=None)
def test_every_count_that_is_published_stands_in_the_scorecard(new: Responses) -> None:
    after = of(new, date=LATER)
    card = after.scorecard
    shown = {sum(sum(group.counts) for group in item.groups) for item in card.items.values()}
    told = since([of(named(anonymous(*EIGHT), "then"), date=EARLIER)], after).comparison
    if sum(card.respondents.values()) > 1:
        for change in (told.overall, *told.domains.values(), *told.capabilities.values()):
            assert change.n_new in shown | {sum(card.respondents.values())} or change.agreed_new
    assert shown_in(after, ()) == sum(card.respondents.values())
