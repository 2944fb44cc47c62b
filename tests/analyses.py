"""Analyses made by hand for the tests of the report, and real ones of a few greedy plans: quick, and of every kind."""

from __future__ import annotations

import msgspec
from scoring_runs import QUESTIONNAIRE

from questionnaires.language import words
from questionnaires.model import Language
from questionnaires.responses import Responses
from reports.edition import EVERYTHING, Edition
from reports.view import ReportView, build_view
from scoring.roadmap import limits_of, plan
from scoring.roadmap.analysis.model import Analysis, DomainOutlook, FindOut, FrontierPoint, Steadiness, Way
from scoring.roadmap.model import Limits, Roadmap
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses

DAYS = Way(kind="days", capacity=74, reach=0.8, is_enough=True, days=240.5, value=9.0, adds=("U3-A", "S4-B"))
QUARTERS = Way(kind="quarters", quarters=6, reach=0.8, is_enough=True, days=236.0, value=8.5, drops=("U2-A",))
TARGET = Way(kind="target", capability="S1", target=2, reach=0.7, is_enough=False, days=182.0, value=8.0)
BY_HAND = Analysis(
    reach=0.62,
    highest_reach=0.8,
    domains=(
        DomainOutlook(domain="U", target=4.0, score=3.4, met_in=None, reason="capacity", capabilities=("U3", "U4")),
        DomainOutlook(domain="O", target=3.0, score=3.1, met_in=2),
        DomainOutlook(domain="S", target=3.0, score=3.0, met_in=0),
    ),
    ways=(DAYS, QUARTERS, TARGET),
    frontier=(
        FrontierPoint(capacity=30.0, reach=0.41, is_proved=True),
        FrontierPoint(capacity=60.0, reach=0.62, is_proved=True),
        FrontierPoint(capacity=68.0, reach=0.7, is_proved=False),
    ),
    steadiness={
        "U2-A": Steadiness(action="U2-A", in_plan=True, kept=1.0, is_no_regret=True),
        "U5-A": Steadiness(
            action="U5-A", in_plan=True, kept=0.5, is_no_regret=False, depends_on=("less_capacity", "effort")
        ),
    },
    find_out=(FindOut(capability="U2", items=("U2.1", "U2.3"), if_low=("U2-B",), if_high=("U2-C",)),),
    variants=14,
    is_complete=True,
)  # of one respondent with 60 days a quarter, whose greedy roadmap has U2-A and U5-A

SHARES = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


def with_limits(limits: Limits, factor: float, quarters: int = 0) -> Limits:
    """Return limits with that many times the days, and that many more quarters."""
    capacity = tuple(days * factor for days in (*limits.capacity, *limits.capacity[-1:] * quarters))
    return msgspec.structs.replace(limits, capacity=capacity)


def analysed(scorecard: Scorecard, roadmap: Roadmap) -> Analysis:
    """Return what greedy plans say of a roadmap: nothing proved but its own point, nothing the smallest."""

    def made(factor: float, quarters: int = 0) -> Roadmap:
        return plan(QUESTIONNAIRE, scorecard, with_limits(roadmap.limits, factor, quarters), search=None)

    limits, mine = roadmap.limits, {step.action for step in roadmap.steps}
    own = sum(limits.capacity) / limits.quarters
    others = {factor: made(factor) for factor in SHARES}
    highest = max([roadmap.reach or 0.0, *(other.reach or 0.0 for other in others.values())])
    if roadmap.reach is None:
        return Analysis(reach=None, highest_reach=None, is_complete=True)

    def way(kind: str, other: Roadmap, **what: object) -> Way:
        actions = {step.action for step in other.steps}
        return Way(
            kind=kind,  # type: ignore[arg-type]
            **what,  # type: ignore[arg-type]
            reach=other.reach or 0.0,
            is_enough=(other.reach or 0.0) > highest - 0.001,
            days=sum(step.days for step in other.steps),
            value=other.value,
            adds=tuple(sorted(actions - mine)),
            drops=tuple(sorted(mine - actions)),
        )

    last = next(
        (name for name in sorted(scorecard.capabilities) if (scorecard.capabilities[name].gap or 0) > 0.9), "U1"
    )
    target = scorecard.capabilities[last].target or 3
    ways = (
        way("days", others[2.0], capacity=round(2 * own)),
        way("quarters", made(1.0, 2), quarters=limits.quarters + 2),
        way("target", roadmap, capability=last, target=max(1, target - 1)),
    )
    fewer = {step.action for step in others[0.75].steps}
    return Analysis(
        reach=roadmap.reach,
        highest_reach=highest,
        domains=tuple(domains(scorecard, roadmap)),
        ways=ways,
        frontier=tuple(
            FrontierPoint(capacity=factor * own, reach=other.reach, is_proved=factor <= 1.5)
            for factor, other in others.items()
        ),
        steadiness={
            action: Steadiness(
                action=action,
                in_plan=True,
                kept=1.0 if action in fewer else 0.6,
                is_no_regret=action in fewer,
                depends_on=() if action in fewer else ("less_capacity", "effort"),
            )
            for action in sorted(mine)
        },
        find_out=tuple(
            FindOut(
                capability=name,
                items=tuple(item.id for item in QUESTIONNAIRE.capabilities[name].items[:2]),
                if_low=tuple(sorted(mine))[:2],
                if_high=tuple(sorted(others[2.0].steps and {step.action for step in others[2.0].steps} - mine))[:1],
            )
            for name in sorted(scorecard.capabilities)[:2]
        ),
        variants=len(SHARES) + 1,
        is_complete=True,
    )


def domains(scorecard: Scorecard, roadmap: Roadmap) -> list[DomainOutlook]:
    """Return when each domain that has a target meets it, with another reason for each that does not."""
    found = []
    for number, (name, domain) in enumerate(scorecard.domains.items()):
        if domain.out_of_scope or domain.target is None:
            continue
        ends = [quarter.domains[name].high or 0.0 for quarter in roadmap.expected]
        met = next((at for at, score in enumerate([domain.score or 0.0, *ends]) if score >= domain.target - 1e-9), None)
        own = [each.id for each in QUESTIONNAIRE.domains[number].capabilities]
        found.append(
            DomainOutlook(
                domain=name,
                target=domain.target,
                score=ends[-1] if ends else domain.score,
                met_in=met,
                reason=None if met is not None else ("capacity", "time", "last_step")[number % 3],  # type: ignore[arg-type]
                chain=("U2-B", "U1-C", "U3-A") if number == 1 else (),
                weeks=60 if number == 1 else None,
                capabilities=tuple(own[:2]),
            )
        )
    return found


def view_of(responses: Responses, language: Language = "nl", edition: Edition = EVERYTHING) -> ReportView:
    """Return the view of a run with an analysis of its roadmap."""
    scorecard = score_responses(QUESTIONNAIRE, responses)
    roadmap = plan(QUESTIONNAIRE, scorecard, limits_of(responses), search=None)
    return build_view(
        QUESTIONNAIRE,
        responses,
        scorecard,
        roadmap,
        words(language),
        edition=edition,
        analysis=analysed(scorecard, roadmap),
    )
