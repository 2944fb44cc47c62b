"""How a real change is told from noise, and how often that is wrong: the part of the method page about last time."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.language import Words
from reports.view.material import Fact, Material
from reports.view.method_parts import MethodPart, MethodTable
from scoring.change.error_rates import ALARM, Cause, ErrorRate, ErrorRates, error_rates
from scoring.change.model import ScopeKind
from scoring.change.noise import SMALLEST

KINDS: tuple[ScopeKind, ...] = ("capability", "domain", "overall")


def change_part(material: Material) -> Iterator[MethodPart]:
    """Yield how a change is judged, where the report has a last time."""
    if material.since is None:
        return
    words, rates = material.words, error_rates()
    yield MethodPart(
        anchor="method-change",
        title=words("Since last time"),
        formulas=(
            Fact("D", words("the score now less the score then, both on the questions that the two runs share")),
            Fact(
                "v",
                words(
                    "per run, of one person: σ²/questions, and τ² more where other people answered; from five other "
                    "people on s² (above)"
                ),
            ),
            Fact(
                words("real"),
                words(
                    "|D| at least 1.96 · √(v/n then + v/n now), and at least {capability} for a capability, {domain} "
                    "for a domain and {overall} for the whole",
                    **{kind: words.number(SMALLEST[kind], 2) for kind in KINDS},
                ),
            ),
        ),
        paragraphs=(
            words(
                "How often this is wrong was simulated, {thousands} thousand times a cell. First stands how often a "
                "change is called real where nothing changed, then how often a rise of one level is seen.",
                thousands=rates.repeats // 1000,
            ),
        ),
        table=_table(rates, words),
        notes=tuple(_high(rates, words)),
    )


def _table(rates: ErrorRates, words: Words) -> MethodTable:
    sizes = sorted({one.n for one in rates.rates})
    return MethodTable(
        caption=words("False alarms / rises that are seen, by the number of people in each run"),
        heads=(words("What is compared"), *(f"n={n}" for n in sizes)),
        rows=tuple(
            (_name(kind, same, rates, words), *(_cell(rates, kind, n, words, same=same) for n in sizes))
            for kind in KINDS
            for same in (True, False)
        ),
    )


def _name(kind: ScopeKind, same: bool, rates: ErrorRates, words: Words) -> str:
    items = next(one.items for one in rates.rates if one.kind == kind)
    people = words("same people") if same else words("other people")
    return words("{scope} ({items} questions), {people}", scope=_scope(kind, words), items=items, people=people)


def _scope(kind: ScopeKind, words: Words) -> str:
    match kind:
        case "capability":
            return words("capability")
        case "domain":
            return words("domain")
        case "overall":
            return words("whole")


def _cell(rates: ErrorRates, kind: ScopeKind, n: int, words: Words, *, same: bool) -> str:
    try:
        one = rates.of(kind, n, same_people=same)
    except KeyError:
        return "–"
    return f"{words.number(100 * one.false_alarms, 1)} / {words.percent(one.detected)}"


def _share(share: float, words: Words) -> str:
    return f"{words.number(100 * share, 1)}%"


def _high(rates: ErrorRates, words: Words) -> Iterator[str]:
    """Yield which cells give more false alarms than one in twenty, by what does that."""
    for cause in ("rounding", "spread"):
        cells = [one for one in rates.rates if one.is_high and one.cause == cause]
        if cells:
            yield _because(cause, cells, words)


def _because(cause: Cause, cells: list[ErrorRate], words: Words) -> str:
    names = words.listing(
        [
            words("{scope} with n={sizes}", scope=_scope(kind, words), sizes=words.listing(sizes))
            for kind in KINDS
            if (sizes := [str(one.n) for one in cells if one.kind == kind])
        ]
    )
    limit = words.percent(ALARM)
    if cause == "rounding":
        return words(
            "Above {limit} with the same people: {cells}. That is because answers are rounded to whole levels; without "
            "that it is {share} at most.",
            limit=limit,
            cells=names,
            share=_share(max(one.without_rounding for one in cells), words),
        )
    return words(
        "Above {limit} with other people: {cells}. That is because the spread is estimated from those who "
        "answered; with the expected spread it is {share} at most.",
        limit=limit,
        cells=names,
        share=_share(max(one.with_expected_spread for one in cells), words),
    )
