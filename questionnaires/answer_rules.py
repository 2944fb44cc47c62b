"""What makes the answers in a file sound, given the questionnaire: who is asked what, and names that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from questionnaires import run_ids
from questionnaires.language import Phrase, phrase
from questionnaires.model import ROLES, Questionnaire, Role
from questionnaires.nodes import Flaw, Step
from questionnaires.responses import MAX_IMPORTANCE_MARKS
from questionnaires.rules import COVER, GENERAL, PAGES
from questionnaires.suggestions import choose, did_you_mean
from questionnaires.tags import MOST_TAGS, too_many_tags

Content = dict[str, Any]  # plain data in the shape of an answer file; None where a part does not fit
Path = tuple[Step, ...]


def flaws(content: Content, questionnaire: Questionnaire | None) -> Iterator[Flaw]:
    """Yield everything that is unsound in a run; without a questionnaire, only what can be known without it."""
    known = Names(questionnaire) if questionnaire else None
    people: set[str] = set()
    run = content.get("run")
    if run is not None and not run_ids.is_name(run):
        yield Flaw(
            path=("run",), code="run-name", message=phrase("a run cannot be called ‘{run}’.", run=run),
            remedy=phrase("Use up to 40 letters, digits and hyphens, or leave it out: a run then gets a name."),
        )  # fmt: skip
    yield from _tags(content.get("tags") or ())
    for number, respondent in enumerate(content.get("respondents") or ()):
        if respondent is not None:
            yield from _respondent(("respondents", number), respondent, people, known)
    yield from _unknown(("group_sizes",), content.get("group_sizes") or {}, ROLES, "unknown-role",
                        lambda name: phrase("unknown role ‘{role}’.", role=name))  # fmt: skip
    for number, correction in enumerate(content.get("corrections") or ()):
        if correction is not None:
            yield from _correction(("corrections", number), correction, people, known)
    if known:
        yield from _names(content, known)


def _tags(tags: Sequence[str | None]) -> Iterator[Flaw]:
    if len(tags) > MOST_TAGS:
        message, remedy = too_many_tags(len(tags))
        yield Flaw(path=("tags",), code="too-many-tags", message=message, remedy=remedy)
    for number, tag in enumerate(tags):
        if tag is not None and tag in tags[:number]:
            message = phrase("the tag ‘{tag}’ stands here twice.", tag=tag)
            yield Flaw(path=("tags", number), code="duplicate-tag", message=message, remedy=phrase("Remove one."))


def misnamed(content: Content, questionnaire: Questionnaire) -> Iterator[Flaw]:
    """Yield every name that does not exist in what is said of a run as a whole: all but its respondents."""
    return _names(content, Names(questionnaire))


class Names:
    """The ids that answers may speak of."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.items = questionnaire.items
        self.domains = tuple(domain.id for domain in questionnaire.domains)
        self.capabilities = tuple(questionnaire.capabilities)
        self.scopes = (*self.domains, *self.capabilities)
        self.actions = tuple(questionnaire.actions_by_id)
        self.asked = {role: {item.id for item in questionnaire.asked_of(role)} for role in ROLES}


def _respondent(path: Path, respondent: Content, people: set[str], known: Names | None) -> Iterator[Flaw]:
    name = respondent.get("id")
    if name in people:
        yield Flaw(
            path=(*path, "id"), code="duplicate-respondent",
            message=phrase("there are two respondents ‘{respondent}’.", respondent=name),
            remedy=phrase("Give each respondent an id of their own."),
        )  # fmt: skip
    if name is not None:
        people.add(name)
    role = respondent.get("role")
    if role is not None and role not in ROLES:
        message = phrase("unknown role ‘{role}’ of respondent {respondent}.", role=role, respondent=name or "?")
        yield Flaw(path=(*path, "role"), code="unknown-role", message=message, remedy=choose(ROLES))
        role = None
    yield from _importance((*path, "importance"), respondent.get("importance") or {}, known)
    if not known:
        return
    for item, answer in (respondent.get("answers") or {}).items():
        yield from _answer((*path, "answers", item), item, answer, role, known)
    yield from _unknown_scopes((*path, "ambition"), respondent.get("ambition") or {}, known)
    yield from _unknown_items((*path, "seconds"), respondent.get("seconds") or {}, known)


def _answer(path: Path, item: str, answer: Content | None, role: Role | None, known: Names) -> Iterator[Flaw]:
    if item not in known.items:
        yield _unknown_item(path, item, known)
    elif role and item not in known.asked[role]:
        yield Flaw(
            path=path, at_key=True, code="not-asked",
            message=phrase("{item} is not asked of the role {role}.", item=item, role=role),
            remedy=phrase("Remove the answer, or check the role of this respondent."),
        )  # fmt: skip
    elif answer and answer.get("kind") == "not_applicable" and not known.items[item].not_applicable:
        yield Flaw(
            path=path, code="not-applicable-not-allowed",
            message=phrase("{item} is always applicable.", item=item),
            remedy=phrase("Choose the level that fits what users get, or write unknown."),
        )  # fmt: skip


def _importance(path: Path, importance: Content, known: Names | None) -> Iterator[Flaw]:
    seen: set[str] = set()
    for side in ("most", "least"):
        marks = importance.get(side) or ()
        if len(marks) > MAX_IMPORTANCE_MARKS:
            yield Flaw(
                path=(*path, side), code="too-many-marks",
                message=phrase("‘{side}’ names {n} capabilities; at most {most} count.",
                               side=side, n=len(marks), most=MAX_IMPORTANCE_MARKS),
                remedy=phrase("Keep the {most} that weigh heaviest.", most=MAX_IMPORTANCE_MARKS),
            )  # fmt: skip
        for position, name in enumerate(marks):
            if name is None:
                continue
            if known and name not in known.capabilities:
                yield Flaw(
                    path=(*path, side, position), code="unknown-capability",
                    message=phrase("unknown capability ‘{id}’.", id=name),
                    remedy=did_you_mean(name, known.capabilities),
                )  # fmt: skip
            if name in seen:
                yield Flaw(
                    path=(*path, side, position), code="marked-twice",
                    message=phrase("{id} is marked twice.", id=name), remedy=phrase("Keep one of the two."),
                )  # fmt: skip
            seen.add(name)


def _correction(path: Path, correction: Content, people: set[str], known: Names | None) -> Iterator[Flaw]:
    name, item = correction.get("respondent"), correction.get("item")
    if name is not None and name not in people:
        yield Flaw(
            path=(*path, "respondent"), code="unknown-respondent",
            message=phrase("there is no respondent ‘{respondent}’.", respondent=name),
            remedy=did_you_mean(name, people),
        )  # fmt: skip
    if known and item is not None and item not in known.items:
        yield Flaw(
            path=(*path, "item"), code="unknown-item", message=phrase("unknown item ‘{id}’.", id=item),
            remedy=did_you_mean(item, known.items),
        )  # fmt: skip


def _names(content: Content, known: Names) -> Iterator[Flaw]:
    """What is said of the run as a whole speaks of things that exist."""
    yield from _unknown_scopes(("ambition",), content.get("ambition") or {}, known)
    yield from _unknown_items(("agreed",), content.get("agreed") or {}, known)
    yield from _unknown_actions(("actions",), content.get("actions") or {}, known)
    subjects = (GENERAL, COVER, *known.scopes, *PAGES, *known.actions)
    yield from _unknown(
        ("remarks",), content.get("remarks") or {}, subjects, "unknown-scope",
        lambda name: phrase("there is no page, domain, capability or action ‘{id}’.", id=name),
    )  # fmt: skip
    plan = content.get("plan") or {}
    for name in ("pinned", "effort_factors"):
        yield from _unknown_actions(("plan", name), plan.get(name) or {}, known)
    yield from _unknown(
        ("plan", "must"), plan.get("must") or {}, known.domains, "unknown-scope",
        lambda name: phrase("unknown domain ‘{id}’.", id=name),
    )  # fmt: skip
    for position, action in enumerate(plan.get("excluded") or ()):
        if action is not None and action not in known.actions:
            yield Flaw(
                path=("plan", "excluded", position), code="unknown-action",
                message=phrase("unknown action ‘{id}’.", id=action), remedy=did_you_mean(action, known.actions),
            )  # fmt: skip


def _unknown(path: Path, given: Iterable[str], known: Iterable[str], code: str, message: Any) -> Iterator[Flaw]:
    known = tuple(known)
    for name in given:
        if name not in known:
            yield Flaw(
                path=(*path, name), at_key=True, code=code, message=message(name), remedy=did_you_mean(name, known)
            )


def _unknown_scopes(path: Path, given: Iterable[str], known: Names) -> Iterator[Flaw]:
    def message(name: str) -> Phrase:
        return phrase("there is no domain or capability ‘{id}’.", id=name)

    return _unknown(path, given, known.scopes, "unknown-scope", message)


def _unknown_actions(path: Path, given: Iterable[str], known: Names) -> Iterator[Flaw]:
    return _unknown(
        path, given, known.actions, "unknown-action", lambda name: phrase("unknown action ‘{id}’.", id=name)
    )


def _unknown_items(path: Path, given: Iterable[str], known: Names) -> Iterator[Flaw]:
    return (_unknown_item((*path, item), item, known) for item in given if item not in known.items)


def _unknown_item(path: Path, item: str, known: Names) -> Flaw:
    message = phrase("unknown item ‘{id}’.", id=item)
    return Flaw(path=path, at_key=True, code="unknown-item", message=message, remedy=did_you_mean(item, known.items))
