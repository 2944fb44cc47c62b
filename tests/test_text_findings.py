"""Findings: every flag that scoring can raise has its sentence, in both languages, the weightiest first."""

from __future__ import annotations

import msgspec
import pytest
from scoring_runs import QUESTIONNAIRE, person, scored, whole

from questionnaires.language import words
from questionnaires.model import LANGUAGES
from reports.findings import findings, flag_message
from scoring.flags import CONTRADICTIONS, MEASURING, TIMING
from scoring.scorecard import Flag, Scorecard

NL = words("nl")
BAR_AT_3 = {"U": 3, "O": 3, "S": 3}
KINDS = (
    Flag(code="ambition_far", capability="U1", domain="U", values={"quarters": 4}),
    Flag(code="all_targets_five"),
    Flag(code="more_than_asked", capability="U1", domain="U"),
    Flag(code="blind_spot", items=("U3.1",), values={"it": 3.2, "user": 1.8}),
    Flag(code="too_modest", items=("U3.1",), values={"it": 1.8, "user": 3.2}),
    Flag(code="unknown_finding", items=("S1.2",)),
    Flag(code="scope_disputed", items=("O2.3",)),
    Flag(code="straight_lining", values={"respondents": 1}),
    Flag(code="straight_lining", values={"respondents": 3}),
    Flag(code="speed", values={"respondents": 1}),
    Flag(code="speed", values={"respondents": 2}),
    *(Flag(code=f"{rule.high_item}-{rule.low_item}", items=(rule.high_item, rule.low_item)) for rule in CONTRADICTIONS),
    Flag(code=f"{MEASURING[0]}-{MEASURING[2]}", capability=MEASURING[0]),
    Flag(code=f"{TIMING[0]}-{TIMING[2]}", items=(TIMING[0],)),
)


def flagged(*flags: Flag, card: Scorecard | None = None) -> Scorecard:
    return msgspec.structs.replace(card or scored(whole("it_management", 3), ambition=BAR_AT_3), flags=flags)


def said(*flags: Flag, card: Scorecard | None = None) -> list[str]:
    return [finding.text for finding in findings(QUESTIONNAIRE, flagged(*flags, card=card), NL)]


@pytest.mark.parametrize("flag", KINDS, ids=lambda flag: flag.code)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_flag_has_a_whole_sentence(flag: Flag, language: str) -> None:
    message = flag_message(QUESTIONNAIRE, flagged(flag), flag, words(language))
    assert message.endswith(".")
    assert message[0].isupper() or message[0].isdigit()
    assert "{" not in message


def test_the_sentences_differ_between_the_languages() -> None:
    for flag in KINDS:
        dutch, english = (flag_message(QUESTIONNAIRE, flagged(flag), flag, words(one)) for one in LANGUAGES)
        assert dutch != english, flag.code


def test_flags_that_say_the_same_of_several_items_share_a_sentence() -> None:
    flags = [Flag(code="blind_spot", items=(item,), values={"it": 3.25, "user": 1.75}) for item in ("S3.1", "U2.2")]
    assert said(*flags) == [
        (
            "Blinde vlek: IT ziet het minstens één niveau hoger dan gebruikers bij S3.1 (3,3 tegen 1,8) en U2.2 "
            "(3,3 tegen 1,8)."
        )
    ]


def test_the_side_that_is_higher_comes_first() -> None:
    assert "(3,2 tegen 1,8)" in said(Flag(code="too_modest", items=("U4.3",), values={"it": 1.8, "user": 3.2}))[0]


def test_a_domain_is_named_as_a_whole_where_its_mean_is_far_below_the_bar() -> None:
    card = scored(whole("it_management", 2), ambition={"U": 4, "O": 3, "S": 3})
    flags = [Flag(code="ambition_far", capability=f"U{n}", domain="U", values={"quarters": 4}) for n in (1, 2, 3)]
    assert said(*flags, card=card) == [
        (
            "Bij Gebruikersgerichtheid ligt de lat meer dan anderhalf niveau boven de werkelijkheid: veel voor "
            "vier kwartalen."
        )
    ]


def test_a_capability_is_named_alone_where_its_domain_is_not_far() -> None:
    flag = Flag(code="ambition_far", capability="S1", domain="S", values={"quarters": 1})
    assert said(flag) == [
        "Bij S1 Zicht ligt de lat meer dan anderhalf niveau boven de werkelijkheid: veel voor één kwartaal."
    ]


def test_the_weightiest_comes_first_whatever_the_order_of_the_flags() -> None:
    codes = [finding.code for finding in findings(QUESTIONNAIRE, flagged(*reversed(KINDS)), NL)]
    assert codes.index("ambition_far") < codes.index("blind_spot") < codes.index("U2.3-U2.1") < codes.index("speed")


def test_a_capability_without_a_score_is_a_finding_with_its_numbers() -> None:
    people = [whole("it_staff", 3, {"O1.1": "?", "O1.2": "?", "O1.3": 2}) for _ in range(4)]
    card = scored(*people, ambition=BAR_AT_3)
    text = next(one.text for one in findings(QUESTIONNAIRE, card, NL) if one.code == "not_scored")
    assert text == (
        "O1 Sourcingkeuzes is niet gescoord: 12 antwoorden gevraagd, 4 meegeteld, 8 × ‘weet ik niet’. "
        "Dat is een bevinding, geen nul."
    )


def test_nothing_answered_is_told_without_a_zero() -> None:
    card = scored(person("it_staff", {"U1.1": 2}), ambition=BAR_AT_3)
    texts = [one.text for one in findings(QUESTIONNAIRE, card, NL) if one.code == "not_scored"]
    assert "S1 Zicht is niet gescoord: geen van de 3 gevraagde antwoorden telt mee." in texts


def test_a_bar_that_nobody_set_is_a_finding() -> None:
    codes = [finding.code for finding in findings(QUESTIONNAIRE, scored(whole("it_staff", 3)), NL)]
    assert "no_ambition" in codes


def test_several_people_who_answered_alike_are_counted_in_words() -> None:
    assert said(Flag(code="straight_lining", values={"respondents": 3}))[0].startswith("Drie deelnemers kozen")


def test_what_is_more_than_asked_is_named_or_counted_where_it_is_much() -> None:
    card = scored(whole("it_management", 5, {"U1.1": 4}), ambition=BAR_AT_3)
    flags = [Flag(code="more_than_asked", capability=name) for name in ("U1", "U2", "S1", "S2", "S3")]
    assert said(*flags[:2], card=card)[-1] == (
        "Boven de lat: U1 Verwachtingen en de lat (4,7 tegen 3) en U2 Luisteren en meten (5,0 tegen 3). "
        "Hier kan tijd vrijkomen."
    )
    assert said(*flags, card=card)[-1] == (
        "Boven de lat: vijf onderdelen, U2 Luisteren en meten (5,0 tegen 3) het meest. Hier kan tijd vrijkomen."
    )
