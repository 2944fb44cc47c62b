"""Name what else differs between two runs: people, roles, mode, language, questionnaire (scoring 4.10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from questionnaires.comparable import major
from questionnaires.model import ROLES, Role
from scoring.change.model import Comparability, Measured, Remark

MOST_SHIFTED = 0.10  # of the respondents, that a role may have more or fewer before the mix is another; assumption


def comparability(old: Measured, new: Measured, *, is_published: bool = False) -> Comparability:
    """Return how far two runs were measured in the same way; what is published counts no few people."""
    return Comparability(
        same_people=bool(people_of(old)) and people_of(old) == people_of(new),
        same_mode=old.responses.mode == new.responses.mode,
        same_roles=is_same_mix(old.scorecard.respondents, new.scorecard.respondents),
        remarks=tuple(_remarks(old, new, is_published=is_published)),
    )


def people_of(measured: Measured) -> frozenset[str]:
    """Return the pseudonyms of those who gave at least one level."""
    return frozenset(
        one.id
        for one in measured.responses.respondents
        if any(answer.level is not None for answer in one.answers.values())
    )


def is_same_mix(old: Mapping[Role, int], new: Mapping[Role, int]) -> bool:
    """Say whether the same roles took part, in about the same shares."""
    if old.keys() != new.keys():
        return False
    before, after = sum(old.values()), sum(new.values())
    return all(abs(old[role] / before - new[role] / after) <= MOST_SHIFTED for role in old)


def _remarks(old: Measured, new: Measured, *, is_published: bool) -> Iterator[Remark]:
    before, after = old.responses, new.responses
    if before.organisation != after.organisation:
        yield Remark("organisation", {"old": before.organisation, "new": after.organisation})
    if before.date > after.date:
        yield Remark("turned_round", {"old": before.date, "new": after.date})
    elif before.date == after.date:
        yield Remark("same_day", {"old": before.date, "new": after.date})
    earlier, later = people_of(old), people_of(new)
    if old.counted is not None or new.counted is not None:
        yield Remark("figures", {"old": old.counted is not None, "new": new.counted is not None})
    elif earlier != later and earlier & later and is_published and (is_guarded(old) or is_guarded(new)):
        yield Remark("partly_other_people")
    elif earlier != later:
        yield Remark("other_people", {"old": len(earlier), "new": len(later), "both": len(earlier & later)})
    if not is_same_mix(old.scorecard.respondents, new.scorecard.respondents):
        yield Remark("roles", {"old": _mix(old), "new": _mix(new)})
    if before.mode != after.mode:
        yield Remark("mode", {"old": before.mode, "new": after.mode})
    if before.privacy.mode != after.privacy.mode and _is_group(old) and _is_group(new):
        yield Remark("privacy", {"old": before.privacy.mode, "new": after.privacy.mode})
    if before.language != after.language:
        yield Remark("language", {"old": before.language, "new": after.language})
    if old.questionnaire.version != new.questionnaire.version:
        is_anew = major(old.questionnaire) != major(new.questionnaire)
        versions = {"old": old.questionnaire.version, "new": new.questionnaire.version}
        yield Remark("new_series" if is_anew else "questionnaire", versions)


def is_guarded(measured: Measured) -> bool:
    """Say whether a run is one of several people who were promised that nobody recognises them."""
    return measured.responses.privacy.mode == "anonymous" and _is_group(measured)


def _is_group(measured: Measured) -> bool:
    return sum(measured.scorecard.respondents.values()) > 1


def _mix(measured: Measured) -> dict[Role, int]:
    return {role: measured.scorecard.respondents[role] for role in ROLES if role in measured.scorecard.respondents}
