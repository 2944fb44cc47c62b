"""Since last time: what really changed, what only looks so, what cannot be compared, and what the plan brought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from questionnaires.language import Words
from questionnaires.model import Questionnaire
from reports import change_sentences as told
from reports import sentences
from reports.charts.slope import HIGHEST, LOWEST
from reports.view.material import Head, Material
from reports.view.reading import LegendEntry
from reports.view.since.figures import ChangeFigures, change_figures
from reports.view.since.panels import SlopePanel, legend, panels
from reports.view.since.plan import PlanPart, plan_part
from reports.view.since.series import SeriesPart, series_part
from reports.view.since.table import ChangeGroup, ChangeHeads, change_groups, heads
from scoring.change.error_rates import error_rates
from scoring.change.model import Comparison
from scoring.change.since import Since

NAMED_CHANGES = 5  # in the lead; the table has all
PANELS = 3, 5  # people, for whom the gain of asking the same ones is told


class SincePage(msgspec.Struct, frozen=True, kw_only=True):
    """Two runs beside each other; `series` is there from three runs, `plan` where one was kept or carried out.

    `moments` are the months of the two runs, or their days where that is one month; `ends` is what stands at the top
    and at the bottom of the pictures.
    """

    head: Head
    legend: tuple[LegendEntry, ...]
    moments: tuple[str, str]
    ends: tuple[str, str]
    panels: tuple[SlopePanel, ...]
    caption: str
    heads: ChangeHeads
    groups: tuple[ChangeGroup, ...]
    figures: tuple[ChangeFigures, ...]
    note: str
    others_title: str
    others: tuple[str, ...]
    levels_title: str
    levels: tuple[str, ...]
    chance_title: str
    chance: str
    uses_title: str
    uses: tuple[str, ...]
    series: SeriesPart | None
    plan: PlanPart | None


def build(material: Material) -> SincePage | None:
    """Return the page of what changed since the last run; None where there is none."""
    found, words = material.since, material.words
    if found is None:
        return None
    comparison, questionnaire = found.comparison, material.questionnaire
    others = tuple(told.what_differs(found.old, found.new, comparison, material.words))
    levels = tuple(told.level_moves(questionnaire, comparison, words))
    chance = " ".join(told.chance(questionnaire, comparison, words))
    return SincePage(
        head=Head(
            anchor="since",
            title=words("Since last time"),
            heading=_heading(found, material),
            lead=_lead(material, comparison),
        ),
        legend=legend(material, comparison),
        moments=_moments(found, material),
        ends=(words("level {level}", level=HIGHEST), words("level {level}", level=LOWEST)),
        panels=panels(material, found),
        caption=words("Every capability then and now, with what the difference must be to be real"),
        heads=heads(words),
        groups=change_groups(material, comparison),
        figures=change_figures(material, found),
        note=words(
            "Only questions that are the same in both runs count here, so an average can be otherwise than elsewhere "
            "in this report. A difference is real where it reaches the threshold: then chance alone does not explain "
            "it, and it is large enough to notice."
        ),
        others_title=words("What else is different") if others else "",
        others=others,
        levels_title=words("Levels") if levels else "",
        levels=levels,
        chance_title=words("What chance does") if chance else "",
        chance=chance,
        uses_title=words("What you do with this"),
        uses=tuple(_uses(questionnaire, comparison, material)),
        series=series_part(material, found.trend),
        plan=plan_part(material, found),
    )


def _moments(found: Since, material: Material) -> tuple[str, str]:
    words = material.words
    old, new = (dt.date.fromisoformat(run.responses.date) for run in (found.old, found.new))
    if words.month_year(old) == words.month_year(new):
        return words.date(old), words.date(new)
    return words.month_year(old), words.month_year(new)


def _heading(found: Since, material: Material) -> str:
    """Return how many capabilities really changed, show nothing, and cannot be compared."""
    words, changes = material.words, list(found.comparison.capabilities.values())
    up = sum(one.verdict == "real" and (one.difference or 0) > 0 for one in changes)
    down = sum(one.verdict == "real" for one in changes) - up
    same = sum(one.verdict == "no_change" for one in changes)
    apart = len(changes) - up - down - same
    when = words.date(found.old.responses.date)
    if apart == len(changes):
        return words("Since {date} there is no capability that can be compared.", date=when)
    parts = []
    if up:
        parts.append(words.plural("{count} capability really rose", "{count} capabilities really rose", up))
    if down:
        parts.append(words.plural("{count} capability really fell", "{count} capabilities really fell", down))
    if not parts:
        parts.append(words("no capability really changed"))
    if same and (up or down):  # else it would say the same twice
        parts.append(words.plural("{count} shows no change", "{count} show no change", same))
    if apart:
        parts.append(words.plural("{count} cannot be compared", "{count} cannot be compared", apart))
    return words("Since {date}: {what}.", date=when, what=words.listing(parts))


def _lead(material: Material, comparison: Comparison) -> str:
    """Return which capabilities really changed, and how the whole moved."""
    words, said = material.words, []
    up, down = _real(comparison, up=True), _real(comparison, up=False)
    if 0 < len(up) <= NAMED_CHANGES:
        names = sentences.capability_names(material.questionnaire, up, words)
        said.append(words("Really higher: {names}.", names=names))
    if 0 < len(down) <= NAMED_CHANGES:
        names = sentences.capability_names(material.questionnaire, down, words)
        said.append(words("Really lower: {names}.", names=names))
    overall = comparison.overall
    said.append(words("{name}: {movement}.", name=words("Whole"), movement=told.movement(overall, words)))
    if overall.verdict == "not_comparable":
        said.append(told.reason(overall, words))
    return " ".join(said)


def _real(comparison: Comparison, *, up: bool) -> tuple[str, ...]:
    return tuple(
        name
        for name, change in comparison.capabilities.items()
        if change.verdict == "real" and ((change.difference or 0) > 0) is up
    )


def _uses(questionnaire: Questionnaire, comparison: Comparison, material: Material) -> Iterator[str]:
    """Yield what a reader can do with what changed, with what did not, and for the next time."""
    words = material.words
    up, down = _real(comparison, up=True), _real(comparison, up=False)
    changes = comparison.capabilities.values()
    if down:
        names = sentences.capability_names(questionnaire, down, words)
        yield words(
            "Ask first what happened at {names}: people may also have come to understand it better.", names=names
        )
    if up:
        names = sentences.capability_names(questionnaire, up, words)
        yield words("Write down what you did at {names}, and keep it up.", names=names)
    if any(one.verdict == "no_change" for one in changes):
        yield words(
            "Change no plan over a difference below its threshold. It does not prove that nothing happened either: for "
            "that, answer with more people."
        )
    if any(one.difference is not None for one in changes):
        yield _keep_the_panel(words)
    else:
        yield words(
            "Judge the roadmap by today’s answers alone. Let the same people answer the same questions next time: then "
            "it can be told what changed."
        )


def _keep_the_panel(words: Words) -> str:
    """Return what other people cost, by the simulation of the rule."""
    few, some, rates = *PANELS, error_rates()
    return words(
        "Let the same people answer next time. With {few} other people, a capability that really rose by a level is "
        "seen in only {few_others} of the cases and with {some} in {some_others}; with the same people in {few_same} "
        "and {some_same}.",
        few=words.count(few),
        some=words.count(some),
        few_others=words.percent(rates.of("capability", few, same_people=False).detected),
        some_others=words.percent(rates.of("capability", some, same_people=False).detected),
        few_same=words.percent(rates.of("capability", few, same_people=True).detected),
        some_same=words.percent(rates.of("capability", some, same_people=True).detected),
    )
