"""Suggest what was probably meant where a name is unknown, or what can be chosen."""

from __future__ import annotations

from collections.abc import Iterable

from questionnaires.language import Phrase, phrase

MOST_NAMED = 12  # more names than that are no help on one line
EXAMPLES = 6


def did_you_mean(name: str, known: Iterable[str]) -> Phrase:
    """Return a remedy that names the nearest of the names that exist, or all of them."""
    from difflib import get_close_matches  # only where something is wrong

    known = tuple(known)
    lowered = {one.lower(): one for one in known}
    near = get_close_matches(name.lower(), lowered, n=1)
    return phrase("Did you mean ‘{name}’?", name=lowered[near[0]]) if near else choose(known)


def choose(options: Iterable[str]) -> Phrase:
    """Return a remedy that names what can be chosen."""
    options = tuple(options)
    if len(options) > MOST_NAMED:
        return phrase("For example {some}.", some=", ".join(options[:EXAMPLES]))
    if len(options) < 2:
        return phrase("Only {option} is possible.", option="".join(options)) if options else phrase("Remove it.")
    return phrase("Choose {all_but_last} or {last}.", all_but_last=", ".join(options[:-1]), last=options[-1])
