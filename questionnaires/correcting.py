"""Hold a file against the run that it is of: an answer given before adds nothing, a changed one is a correction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from questionnaires.language import Phrase, phrase
from questionnaires.responses import Answer, Correction, Respondent, Responses

Key = tuple[str, str]  # a respondent and an item
Chains = dict[Key, tuple[Answer | None, ...]]  # what was answered, oldest first

FEW = 3  # changed answers that never make somebody another person


class Held(msgspec.Struct, frozen=True):
    """A file as it joins its run, and what a person should know about it."""

    responses: Responses
    remarks: tuple[Phrase, ...] = ()


def held_against(here: Responses, coming: Responses, name: str, *, correct: bool) -> Held:
    """Return what is coming with the earlier answers of the same people before it, so that joining keeps them all.

    `name` is the file, for messages. An answer that somebody gave here before adds nothing: the later one stays, and
    the file is an older one. Another answer counts, and the one before it is kept. Only where more than half of what
    somebody answers is otherwise, it is left as it is, so that joining refuses it: it may be somebody else with the
    same pseudonym, unless `correct` says that it is not. What a file tells of corrections itself is left alone.
    """
    chains = _chains(here)
    told = {(one.respondent, one.item) for one in coming.corrections}
    people, corrections, older, newer = [], list(coming.corrections), 0, 0
    for person in coming.respondents:
        answers = dict(person.answers)
        shared = {
            item: (chains[person.id, item], answer)
            for item, answer in answers.items()
            if (person.id, item) in chains and (person.id, item) not in told
        }
        changed = {item for item, (chain, answer) in shared.items() if answer not in chain}
        is_the_same_person = correct or len(changed) <= max(FEW, len(shared) // 2)
        for item, (chain, answer) in shared.items():
            if chain == (answer,) or (item in changed and not is_the_same_person):
                continue
            is_known, latest = item not in changed, chain[-1]
            older += is_known and answer != latest
            newer += not is_known
            earlier = chain[:-1] if is_known else chain
            corrections += [Correction(respondent=person.id, item=item, answer=one) for one in earlier]
            if is_known and latest is None:
                del answers[item]
            elif is_known and latest is not None:
                answers[item] = latest
        people.append(msgspec.structs.replace(person, answers=answers))
    joined = msgspec.structs.replace(coming, respondents=tuple(people), corrections=tuple(corrections))
    return Held(joined, tuple(_remarks(name, older, newer)))


def _remarks(name: str, older: int, newer: int) -> Iterator[Phrase]:
    if newer:
        yield phrase("{file}: changed answers: {n}. What was answered before is kept as well.", file=name, n=newer)
    if older:
        yield phrase("{file}: answers that were changed since: {n}. The later ones stay.", file=name, n=older)


def _chains(run: Responses) -> Chains:
    """Return what each person answered to each item, oldest first."""
    chains: defaultdict[Key, tuple[Answer | None, ...]] = defaultdict(tuple)
    for one in run.corrections:
        chains[one.respondent, one.item] += (one.answer,)
    for person in run.respondents:
        for key in {(person.id, item) for item in person.answers} | {key for key in chains if key[0] == person.id}:
            chains[key] += (_answered(person, key[1]),)
    return dict(chains)


def _answered(person: Respondent, item: str) -> Answer | None:
    return person.answers.get(item)
