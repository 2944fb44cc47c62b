"""Join the answers of several files into one run."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from questionnaires.language import Phrase, phrase
from questionnaires.model import Questionnaire
from questionnaires.organisations import plain_name
from questionnaires.problems import Problem, ProblemsFound
from questionnaires.responses import Answer, Correction, Mode, Privacy, Respondent, Responses, Tags
from questionnaires.run_ids import identity
from questionnaires.tags import MOST_TAGS

NUMBERED = re.compile(r"r[1-9][0-9]*")  # the pseudonyms that the program gives; the same in every run
HEADER = ("date", "language", "mode", "privacy")
STRUCTURES = ("context", "facts", "plan")
MAPPINGS = ("ambition", "agreed", "actions", "group_sizes", "remarks")

Chain = tuple[Answer | None, ...]
"""What a person answered to one item, oldest first; empty for an item that was never answered."""

Struct = TypeVar("Struct", bound=msgspec.Struct)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One run to be joined; `name` is its file or id, for messages."""

    name: str
    responses: Responses
    questionnaire: Questionnaire

    @property
    def run(self) -> str:
        """The run that these answers are of."""
        return identity(self.responses, self.questionnaire.sha256)


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """The joined run, and what a person should know about how it was joined."""

    responses: Responses
    remarks: tuple[Phrase, ...] = ()


def merge(first: Part, *others: Part, has_withdrawn: Callable[[str], bool] = lambda _pseudonym: False) -> Merged:
    """Join runs into the first: its identity, date and language stand, and its facts where two differ.

    A person is the same in two parts when both are of one run, or when somebody chose the pseudonym; `r1`, `r2` and so
    on are in every run, so those of another run are kept apart, as `7k2m9p-r1`. What one part knows of a person and
    the other does not is added. Privacy becomes the strictest of all. Who has withdrawn stays out.

    Raises ProblemsFound, with every problem, for another organisation or questionnaire, and for answers that
    contradict each other: neither part then holds the other's answer as one that was corrected.
    """
    run = msgspec.structs.replace(first.responses, run=first.run)
    problems: list[Problem] = []
    remarks: list[Phrase] = []
    for part in others:
        names = _names_here(first.run, part)
        remarks += _tell_names(part.name, names, has_withdrawn)
        joining = _under(names, part.responses, has_withdrawn)
        strangers = [*_of_another_department(first, part)]
        is_same_run = part.run == first.run
        problems += strangers or _contradictions(part.name, run, joining, first.name, is_same_run)
        fields = (*HEADER, *STRUCTURES, *MAPPINGS) if is_same_run else (*STRUCTURES, *MAPPINGS)
        before, run = run, _joined(run, joining)
        remarks += _tell_differences(part.name, joining, run, fields)
        if run.privacy != before.privacy:
            remarks.append(
                phrase(
                    "{file}: the joined run is anonymous from {n} people on.", file=part.name, n=run.privacy.threshold
                )
            )
    if problems:
        raise ProblemsFound(problems)
    return Merged(responses=run, remarks=tuple(remarks))


def _tell_names(file: str, names: Mapping[str, str], has_withdrawn: Callable[[str], bool]) -> Iterator[Phrase]:
    for old, new in names.items():
        if has_withdrawn(new):
            yield phrase("{file}: {respondent} has withdrawn and stays out.", file=file, respondent=old)
        elif old != new:
            yield phrase("{file}: {old} is called {new} in the joined run.", file=file, old=old, new=new)


def _tell_differences(file: str, theirs: Responses, joined: Responses, fields: tuple[str, ...]) -> Iterator[Phrase]:
    """Tell what a part holds and the joined run does not, because the first part says otherwise."""
    for name in fields:
        if name == "mode" and theirs.mode == "solo" and len(theirs.respondents) == 1:
            continue  # one person's answers in a run of more
        told, kept = msgspec.to_builtins((getattr(theirs, name), getattr(joined, name)))
        if isinstance(told, dict):
            differing = [f"{name}.{key}" for key in told if told[key] != kept.get(key)]
        else:
            differing = [name] if told != kept else []
        for field in differing:
            yield phrase("{file}: {field} differs and was not taken over.", file=file, field=field)
    if left := [tag for tag in theirs.tags if tag not in joined.tags]:
        yield phrase(
            "{file}: a run has at most {n} tags; not taken over: {tags}.",
            file=file, n=MOST_TAGS, tags=", ".join(left),
        )  # fmt: skip
    people = {one.id: one for one in joined.respondents}
    for one in theirs.respondents:
        kept_marks = people[one.id].importance
        is_same_bar = one.ambition.items() <= people[one.id].ambition.items()
        if not is_same_bar or one.importance not in (None, kept_marks):
            yield phrase(
                "{file}: the ambition or the importance of {respondent} differs and was not taken over.",
                file=file,
                respondent=one.id,
            )


def _of_another_department(first: Part, part: Part) -> Iterator[Problem]:
    ours, theirs = first.responses.organisation, part.responses.organisation
    if plain_name(ours) != plain_name(theirs):
        yield Problem(
            file=part.name,
            code="other-organisation",
            message=phrase(
                "the organisation is ‘{theirs}’ here and ‘{ours}’ in {other}.",
                theirs=theirs,
                ours=ours,
                other=first.name,
            ),
            remedy=phrase("Write the organisation in the same way, or keep the runs apart."),
        )
    if first.questionnaire.sha256 != part.questionnaire.sha256:
        yield Problem(
            file=part.name,
            code="other-questionnaire",
            message=phrase(
                "these answers are on another questionnaire than {other}, or another version of it.", other=first.name
            ),
            remedy=phrase("Only answers on the same questionnaire can be joined."),
        )


def _names_here(run: str, part: Part) -> dict[str, str]:
    """Return the pseudonym in the joined run of every person in a part."""
    return {
        one.id: f"{part.run}-{one.id}" if part.run != run and NUMBERED.fullmatch(one.id) else one.id
        for one in part.responses.respondents
    }


def _under(names: Mapping[str, str], responses: Responses, has_withdrawn: Callable[[str], bool]) -> Responses:
    staying = {old: new for old, new in names.items() if not has_withdrawn(new)}
    return msgspec.structs.replace(
        responses,
        respondents=tuple(
            msgspec.structs.replace(one, id=staying[one.id]) for one in responses.respondents if one.id in staying
        ),
        corrections=tuple(
            msgspec.structs.replace(one, respondent=staying[one.respondent])
            for one in responses.corrections
            if one.respondent in staying
        ),
    )


def _chains(responses: Responses) -> Mapping[tuple[str, str], Chain]:
    """Return the chain of every respondent and item, with the answer that counts as its last link."""
    earlier: defaultdict[tuple[str, str], Chain] = defaultdict(tuple)
    for one in responses.corrections:
        earlier[one.respondent, one.item] += (one.answer,)
    answered = {(one.id, item): one.answers.get(item) for one in responses.respondents for item in one.answers}
    chains = {key: (*earlier[key], answered.get(key)) for key in [*answered, *earlier]}
    return defaultdict(tuple, chains)


def _contradictions(name: str, ours: Responses, theirs: Responses, other: str, is_same_run: bool) -> Iterator[Problem]:
    """Yield where a part, `name`, says otherwise than the run so far, `other`."""
    of_one_run = phrase("Change it back, or remove the line ‘run’ from the file: then it is a run of its own.")
    roles = {one.id: one.role for one in ours.respondents}
    for one in theirs.respondents:
        if one.id in roles and one.role != roles[one.id]:
            yield Problem(
                file=name,
                code="other-role",
                message=phrase(
                    "{respondent} is {theirs} here and {ours} in {other}.",
                    respondent=one.id,
                    theirs=one.role,
                    ours=roles[one.id],
                    other=other,
                ),
                remedy=phrase("Give two people two pseudonyms, or one person the same role."),
            )
    our_chains = _chains(ours)
    for (respondent, item), chain in _chains(theirs).items():
        shared = zip(our_chains[respondent, item], chain, strict=False)
        if any(our_answer != their_answer for our_answer, their_answer in shared):
            remedy = phrase("Keep one of the two answers, or give two people two pseudonyms.")
            changed = phrase(
                "Did {respondent} change it? Import it with --correct, and both are kept. Is it somebody else? Then "
                "give them a pseudonym of their own.",
                respondent=respondent,
            )
            yield Problem(
                file=name,
                code="other-answer",
                message=phrase(
                    "{respondent} answers {item} differently here than in {other}.",
                    respondent=respondent,
                    item=item,
                    other=other,
                ),
                remedy=changed if is_same_run else remedy,
            )
    for item, agreed in theirs.agreed.items():
        if ours.agreed.get(item, agreed) != agreed:
            yield Problem(
                file=name,
                code="other-agreement",
                message=phrase("what the group agreed on {item} differs from {other}.", item=item, other=other),
                remedy=of_one_run if is_same_run else phrase("Keep one of the two."),
            )


def _joined(ours: Responses, theirs: Responses) -> Responses:
    our_chains, their_chains = _chains(ours), _chains(theirs)
    later = {key for key, chain in their_chains.items() if len(chain) > len(our_chains[key])}
    people = {one.id: one for one in ours.respondents}
    for one in theirs.respondents:
        people[one.id] = _one_person(people[one.id], one, later) if one.id in people else one
    return msgspec.structs.replace(
        ours,
        respondents=tuple(people.values()),
        corrections=ours.corrections + tuple(_new_corrections(ours, theirs)),
        mode=ours.mode if len(people) == len(ours.respondents) else _mode(ours.mode, theirs.mode, len(people)),
        privacy=_strictest(ours.privacy, theirs.privacy),
        tags=tags_of_both(ours.tags, theirs.tags),
        **{name: _filled(getattr(ours, name), getattr(theirs, name)) for name in STRUCTURES},
        **{name: _added(getattr(ours, name), getattr(theirs, name)) for name in MAPPINGS},
    )


def _one_person(ours: Respondent, theirs: Respondent, later: set[tuple[str, str]]) -> Respondent:
    renewed = {item for owner, item in later if owner == ours.id}
    answers = {item: theirs.answers.get(item) if item in renewed else answer for item, answer in ours.answers.items()}
    answers = _added(answers, {item: answer for item, answer in theirs.answers.items() if item in renewed})
    seconds = {
        item: theirs.seconds.get(item, taken) if item in renewed else taken for item, taken in ours.seconds.items()
    }
    return msgspec.structs.replace(
        ours,
        answers={item: answer for item, answer in answers.items() if answer is not None},
        seconds=_added(seconds, theirs.seconds),
        ambition=_added(ours.ambition, theirs.ambition),
        importance=theirs.importance if ours.importance is None else ours.importance,
    )


def _new_corrections(ours: Responses, theirs: Responses) -> Iterator[Correction]:
    """Yield their corrections of which ours holds fewer for the same answer: the later ones."""
    known = Counter((one.respondent, one.item) for one in ours.corrections)
    met: Counter[tuple[str, str]] = Counter()
    for one in theirs.corrections:
        key = one.respondent, one.item
        met[key] += 1
        if met[key] > known[key]:
            yield one


def tags_of_both(ours: Tags, theirs: Tags) -> Tags:
    """Return our tags with theirs after them, as many as a run can have."""
    return tuple(dict.fromkeys((*ours, *theirs)))[:MOST_TAGS]


def _mode(ours: Mode, theirs: Mode, people: int) -> Mode:
    if ours != "solo" or people < 2:
        return ours
    return "survey" if theirs == "solo" else theirs


def _strictest(ours: Privacy, theirs: Privacy) -> Privacy:
    is_open = ours.mode == theirs.mode == "open"
    return Privacy("open" if is_open else "anonymous", max(ours.threshold, theirs.threshold))


def _filled(ours: Struct, theirs: Struct) -> Struct:
    """Return our structure with what only theirs tells."""
    untold = type(ours)()
    untold_by_us = [name for name in ours.__struct_fields__ if getattr(ours, name) == getattr(untold, name)]
    return msgspec.structs.replace(ours, **{name: getattr(theirs, name) for name in untold_by_us})


def _added(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    return {**ours, **{key: value for key, value in theirs.items() if key not in ours}}
