"""The sentences that terminal and report share: two numbers, level and average together, in two languages."""

from __future__ import annotations

import msgspec
import pytest
from scoring_runs import QUESTIONNAIRE, run, scored, whole

from questionnaires.language import words
from questionnaires.model import ROLES
from reports import sentences
from scoring.scorecard import Confidence, Interval, OverallScore, Profile, Scorecard

NL, EN = words("nl"), words("en")
BAR_AT_3 = {"U": 3, "O": 3, "S": 3}
MANAGER = whole("it_management", 2)


def with_overall(card: Scorecard, **changes: object) -> Scorecard:
    return msgspec.structs.replace(card, overall=msgspec.structs.replace(card.overall, **changes))


def test_the_headline_gives_the_bar_beside_reality_and_what_holds_the_level() -> None:
    card = with_overall(scored(MANAGER, ambition=BAR_AT_3), score=2.26, ambition=3.33, level=1, held_by=("S1",))
    assert sentences.headline(QUESTIONNAIRE, card, NL) == (
        "De lat ligt op 3,3 en jullie staan op 2,3; S1 Zicht houdt jullie op niveau 1."
    )
    assert sentences.headline(QUESTIONNAIRE, card, EN) == (
        "The bar is at 3.3 and you stand at 2.3; S1 Sight keeps you at level 1."
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"score": 3.4, "ambition": 3.0}, "De lat ligt op 3,0 en jullie staan er met 3,4 boven; "),
        ({"score": 3.02, "ambition": 3.0}, "De lat ligt op 3,0 en daar staan jullie ook; "),
        ({"ambition_stated": False}, "Jullie staan op 2,0 en de lat is nog niet gekozen; "),
        (
            {"score": None, "level": None},
            "De lat ligt op 3,0; er is te weinig beantwoord om te zeggen waar jullie staan.",
        ),
        (
            {"score": None, "level": None, "ambition_stated": False},
            "Er is te weinig beantwoord om te zeggen waar jullie staan.",
        ),
        ({"level": None}, "; een niveau is er nog niet, want niet elk domein heeft een score."),
        ({"level": 3, "held_by": ("S1",)}, "; jullie staan op niveau 3."),  # the bar is reached: nobody is held back
        ({"level": 5, "held_by": ()}, "; jullie staan op niveau 5."),
        ({"held_by": ("S1", "S3")}, "; S1 Zicht en S3 Een snelle officiële route houden jullie op niveau 2."),
        (
            {"held_by": ("S1", "S2", "S3")},
            "; S1 Zicht, S2 Vertrouwen en bestaansrecht en één ander onderdeel houden jullie op niveau 2.",
        ),
        ({"held_by": ("U2", "U3", "S1", "S3")}, " en twee andere onderdelen houden jullie op niveau 2."),
    ],
)
def test_the_headline_fits_every_case(changes: dict[str, object], said: str) -> None:
    card = with_overall(scored(MANAGER, ambition=BAR_AT_3), **changes)
    assert said in sentences.headline(QUESTIONNAIRE, card, NL)


def test_what_has_no_score_is_marked_where_it_holds_back() -> None:
    card = scored(whole("it_management", 3, {"O1.1": "?", "O1.2": "?", "O1.3": "?"}))
    assert sentences.held_by(QUESTIONNAIRE, card, ["O1", "O2"], NL) == (
        "O1 Sourcingkeuzes (niet gescoord) en O2 Afspraken over beleving"
    )


def test_a_domain_has_level_and_average_together_and_what_holds_it() -> None:
    card = scored(whole("it_management", 3, {"S1.2": 1}), ambition=BAR_AT_3)
    standing = sentences.domain_standing(QUESTIONNAIRE, card, "S", NL)
    assert standing == "Schaduw-IT: niveau 2, gemiddeld 2,8, ambitie 3,0"
    assert sentences.domain_held_back(QUESTIONNAIRE, card, "S", NL) == "tegengehouden door S1 Zicht"


@pytest.mark.parametrize("answers", [1, 2, 3, 4, 5, "?", "x"])
def test_no_domain_has_a_level_without_an_average(answers: int | str) -> None:
    card = scored(*(whole(role, answers) for role in ROLES), ambition=BAR_AT_3)
    lines = [sentences.domain_standing(QUESTIONNAIRE, card, domain.id, NL) for domain in QUESTIONNAIRE.domains]
    assert [("niveau" in line) for line in lines] == [("gemiddeld" in line) for line in lines]


def test_a_domain_out_of_scope_says_so() -> None:
    card = scored(MANAGER)
    gone = msgspec.structs.replace(card.domains["O"], out_of_scope=True, score=None, level=None, target=None)
    card = msgspec.structs.replace(card, domains={**card.domains, "O": gone})
    assert sentences.domain_standing(QUESTIONNAIRE, card, "O", NL) == "Uitbesteden: niet van toepassing"
    assert sentences.domain_held_back(QUESTIONNAIRE, card, "O", NL) is None


def test_a_borderline_profile_says_that_it_is_one() -> None:
    clear, close = Profile("ambitious_starter", borderline=False), Profile("ambitious_starter", borderline=True)
    assert sentences.profile_sentence(QUESTIONNAIRE, clear, NL) == "Profiel: Ambitieuze starter."
    assert "op het randje" in (sentences.profile_sentence(QUESTIONNAIRE, close, NL) or "")
    assert sentences.profile_sentence(QUESTIONNAIRE, None, NL) is None


@pytest.mark.parametrize(
    ("confidence", "said"),
    [
        (
            Confidence(value="low", reason="coverage", values={"levels": 4, "asked": 12}),
            "Betrouwbaarheid laag: 4 van de 12 antwoorden tellen mee.",
        ),
        (
            Confidence(value="low", reason="coverage", values={"levels": 1, "asked": 3}),
            "Betrouwbaarheid laag: 1 van de 3 antwoorden telt mee.",
        ),
        (
            Confidence(value="low", reason="respondents", values={"n": 1, "roles": 1}),
            "Betrouwbaarheid laag: één deelnemer uit één rol.",
        ),
        (
            Confidence(value="medium", reason="respondents", values={"n": 4, "roles": 2}),
            "Betrouwbaarheid middel: vier deelnemers uit twee rollen.",
        ),
        (
            Confidence(value="medium", reason="agreement", values={"spread": 1.0}),
            "Betrouwbaarheid middel: de antwoorden liggen gemiddeld 1,0 niveau van het middelste af.",
        ),
        (
            Confidence(value="medium", reason="evidence", values={"met": 6, "missing": 4}),
            "Betrouwbaarheid middel: bij 4 van de 6 gehaalde sleutelpraktijken ontbreekt bewijs.",
        ),
        (
            Confidence(value="low", reason="evidence", values={"met": 1, "missing": 1}),
            "Betrouwbaarheid laag: bij de enige gehaalde sleutelpraktijk ontbreekt bewijs.",
        ),
        (Confidence(value="high", reason="all_met"), "Betrouwbaarheid hoog: genoeg antwoorden, deelnemers en bewijs."),
    ],
)
def test_confidence_is_never_printed_without_its_reason(confidence: Confidence, said: str) -> None:
    assert sentences.confidence_sentence(confidence, NL) == said


@pytest.mark.parametrize(
    ("interval", "cell"),
    [
        (Interval(kind="spread_90", low=2.04, high=2.66, n=8), "2,0–2,7"),
        (Interval(kind="range", low=2.0, high=3.0, n=3), "2,0–3,0"),
        (Interval(kind="one_view", n=1), "één kijk"),
        (Interval(kind="none"), "–"),
    ],
)
def test_a_spread_is_what_its_kind_allows(interval: Interval, cell: str) -> None:
    assert sentences.interval_cell(interval, NL) == cell


def test_respondents_are_counted_by_role_each_in_its_own_number() -> None:
    counts = {"it_management": 1, "it_staff": 3, "user": 4, "supplier": 1}
    assert sentences.respondents_by_role(counts, NL) == "IT-management 1, IT-medewerkers 3, gebruikers 4, leverancier 1"
    assert sentences.respondents_by_role(counts, EN) == "IT management 1, IT staff 3, users 4, supplier 1"


def test_a_sentence_that_starts_with_one_gets_a_dutch_capital() -> None:
    assert sentences.as_sentence("één deelnemer") == "Eén deelnemer"
    assert sentences.as_sentence("vier deelnemers") == "Vier deelnemers"
    assert sentences.as_sentence("") == ""


def test_the_whole_has_no_ambition_where_nobody_stated_one() -> None:
    card = scored(MANAGER)
    assert isinstance(card.overall, OverallScore)
    assert sentences.overall_standing(card, NL) == "niveau 2, gemiddeld 2,0"
    assert run(MANAGER).ambition == {}
