"""Find all runs of an organisation, however its name was spelled, and say how many they are and of when."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from assess.errors import Mistake
from assess.store.summaries import RunSummary
from questionnaires.language import Words, phrase
from questionnaires.organisations import plain_name


def runs_of(summaries: Sequence[RunSummary], organisation: str) -> tuple[RunSummary, ...]:
    """Return the runs of an organisation; capitals and blanks make no other name.

    Raises Mistake where there are none.
    """
    found = tuple(one for one in summaries if plain_name(one.organisation) == plain_name(organisation))
    if found:
        return found
    names = {plain_name(one.organisation): one.organisation for one in summaries}
    near = get_close_matches(plain_name(organisation), names, 1)
    remedy = (
        phrase("Did you mean ‘{name}’?", name=names[near[0]])
        if near
        else phrase("`assess runs list` shows whose runs there are.")
    )
    raise Mistake(phrase("there are no runs of ‘{organisation}’.", organisation=organisation), remedy)


def said(summaries: Sequence[RunSummary], words: Words) -> str:
    """Return how many runs of which organisation there are, and of when; `summaries` holds at least one."""
    names = words.listing(sorted({one.organisation for one in summaries}))
    days = sorted(one.date for one in summaries)
    if days[0] == days[-1]:
        return words.plural(
            "{n} run of {organisation}, of {date}",
            "{n} runs of {organisation}, of {date}",
            len(days),
            organisation=names,
            date=words.date(days[0]),
        )
    return words(
        "{n} runs of {organisation}, from {first} to {last}",
        n=len(days),
        organisation=names,
        first=words.date(days[0]),
        last=words.date(days[-1]),
    )
