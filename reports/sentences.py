"""Say where a department stands, in the sentences that the terminal and the report share.

Findings (flags) are said in `reports.findings`, the roadmap in `reports.roadmap_sentences`.
"""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.language import NOTHING, Words
from questionnaires.model import Questionnaire, Role
from scoring.scorecard import Confidence, ConfidenceValue, Interval, Profile, Scorecard

LETTERS = "abcde"
NAMED_IN_HEADLINE = 2  # more names than these make a headline that nobody reads to its end


def letter(level: int) -> str:
    """Return the letter that stands before the sentence of a level: a for 1, e for 5."""
    return LETTERS[level - 1]


def as_sentence(text: str) -> str:
    """Return a text with a capital first; the word één becomes Eén, as Dutch has it."""
    return "Eé" + text[2:] if text.startswith("éé") else text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """Return a text between typographic quotes."""
    return f"‘{text}’"


def level_name(questionnaire: Questionnaire, level: int, words: Words) -> str:
    return questionnaire.levels[level - 1].name[words.language]


def domain_name(questionnaire: Questionnaire, domain_id: str, words: Words) -> str:
    return next(domain.name[words.language] for domain in questionnaire.domains if domain.id == domain_id)


def capability_name(questionnaire: Questionnaire, capability_id: str, words: Words) -> str:
    """Return a capability as it is called in a sentence: S1 Zicht."""
    return f"{capability_id} {questionnaire.capabilities[capability_id].name[words.language]}"


def capability_names(questionnaire: Questionnaire, capability_ids: Sequence[str], words: Words) -> str:
    """Return a list of capabilities in words: U2 Luisteren en meten en U3 De vraag centraal."""
    return words.listing([capability_name(questionnaire, capability_id, words) for capability_id in capability_ids])


def held_by(questionnaire: Questionnaire, scorecard: Scorecard, capability_ids: Sequence[str], words: Words) -> str:
    """Return the capabilities that hold a level back; those without a score are marked as such."""
    names = []
    for capability_id in capability_ids:
        name = capability_name(questionnaire, capability_id, words)
        scored = scorecard.capabilities[capability_id].score is not None
        names.append(name if scored else words("{name} (not scored)", name=name))
    return words.listing(names)


def standing(level: int | None, score: float | None, ambition: float | None, words: Words, digits: int = 1) -> str:
    """Return level, average and ambition in one breath: niveau 2, gemiddeld 2,4, ambitie 4,0.

    `digits` are those of the ambition: a mean has one decimal, the target of a capability none.
    """
    target = words.number(ambition, digits)
    if score is None and ambition is None:
        return words("not scored")
    if score is None:
        return words("not scored, ambition {ambition}", ambition=target)
    values = {"level": level if level is not None else NOTHING, "score": words.number(score)}
    if ambition is None:
        return words("level {level}, average {score}", **values)
    return words("level {level}, average {score}, ambition {ambition}", ambition=target, **values)


def domain_standing(questionnaire: Questionnaire, scorecard: Scorecard, domain_id: str, words: Words) -> str:
    """Return a domain with level, average and ambition: Uitbesteden: niveau 2, gemiddeld 2,4, ambitie 3,0."""
    name, domain = domain_name(questionnaire, domain_id, words), scorecard.domains[domain_id]
    if domain.out_of_scope:
        return words("{name}: not applicable", name=name)
    said = standing(domain.level, domain.score, domain.target, words)
    return words("{name}: {standing}", name=name, standing=said)


def domain_held_back(questionnaire: Questionnaire, scorecard: Scorecard, domain_id: str, words: Words) -> str | None:
    """Return what holds a domain back: tegengehouden door S1 Zicht; None where nothing does."""
    domain = scorecard.domains[domain_id]
    if domain.score is None or not domain.held_by:
        return None
    return words("held back by {names}", names=held_by(questionnaire, scorecard, domain.held_by, words))


def headline(questionnaire: Questionnaire, scorecard: Scorecard, words: Words) -> str:
    """Return the one sentence of a run: the bar beside where the department stands, and what holds it back."""
    return f"{'; '.join(headline_clauses(questionnaire, scorecard, words))}."


def headline_clauses(questionnaire: Questionnaire, scorecard: Scorecard, words: Words) -> tuple[str, ...]:
    """Return the clauses of the headline, without stops: bar and reality, then level and what holds it."""
    overall = scorecard.overall
    stated = overall.ambition if overall.ambition_stated else None
    score, bar = words.number(overall.score), words.number(stated)
    if overall.score is None and stated is None:
        return (words("Too little has been answered to say where you stand"),)
    if overall.score is None:
        return (words("The bar is at {bar}; too little has been answered to say where you stand", bar=bar),)
    held = _held_at_level(questionnaire, scorecard, words)
    if stated is None:
        return words("You stand at {score} and nobody has set the bar yet", score=score), held
    if score == bar:
        return words("The bar is at {bar} and that is where you stand", bar=bar), held
    if overall.score > stated:
        return words("The bar is at {bar} and you stand above it, at {score}", bar=bar, score=score), held
    return words("The bar is at {bar} and you stand at {score}", bar=bar, score=score), held


def _held_at_level(questionnaire: Questionnaire, scorecard: Scorecard, words: Words) -> str:
    """Return the second clause of the headline: S1 Zicht houdt jullie op niveau 1."""
    overall = scorecard.overall
    if overall.level is None:
        return words("there is no level yet, for not every domain has a score")
    has_reached_bar = overall.ambition_stated and overall.ambition is not None and overall.level >= overall.ambition
    if not overall.held_by or has_reached_bar:
        return words("you are at level {level}", level=overall.level)
    named, others = overall.held_by[:NAMED_IN_HEADLINE], len(overall.held_by) - NAMED_IN_HEADLINE
    names = held_by(questionnaire, scorecard, named, words)
    if others > 0:
        names = words.plural(
            "{names} and {count} other capability",
            "{names} and {count} other capabilities",
            others,
            names=", ".join(held_by(questionnaire, scorecard, [name], words) for name in named),
        )
    return words.plural(
        "{names} keeps you at level {level}",
        "{names} keep you at level {level}",
        len(overall.held_by),
        names=names,
        level=overall.level,
    )


def no_ambition_stated(words: Words) -> str:
    return words("Nobody has set the bar yet: where one is needed, level 3 is taken.")


def overall_standing(scorecard: Scorecard, words: Words) -> str:
    """Return the whole department's level, average and ambition; the ambition only where somebody stated one."""
    overall = scorecard.overall
    return standing(overall.level, overall.score, overall.ambition if overall.ambition_stated else None, words)


def profile_name(questionnaire: Questionnaire, profile: Profile, words: Words) -> str:
    return questionnaire.profiles[profile.id].name[words.language]


def profile_sentence(questionnaire: Questionnaire, profile: Profile | None, words: Words) -> str | None:
    """Return the profile as a sentence; None where there is none, for want of an ambition or a score."""
    if profile is None:
        return None
    name = profile_name(questionnaire, profile, words)
    if profile.borderline:
        return words("Profile: {name}, though only just: ambition or reality is within 0.2 of the 3.0 line.", name=name)
    return words("Profile: {name}.", name=name)


def confidence_value(value: ConfidenceValue, words: Words) -> str:
    """Return high, medium or low in words."""
    return {"high": words("high"), "medium": words("medium"), "low": words("low")}[value]


def confidence_reason(confidence: Confidence, words: Words) -> str:
    """Return why the confidence is not higher (or why it is high), as the end of a sentence without a full stop."""
    values = confidence.values
    if confidence.reason == "coverage":
        levels, asked = int(values.get("levels", 0)), int(values.get("asked", 0))
        return words.plural(
            "{n} of the {asked} answers is of use", "{n} of the {asked} answers are of use", levels, asked=asked
        )
    if confidence.reason == "respondents":
        n, roles = int(values.get("n", 0)), int(values.get("roles", 0))
        people = words.plural("{count} respondent", "{count} respondents", n)
        return words.plural("{people} from {count} role", "{people} from {count} roles", roles, people=people)
    if confidence.reason == "agreement":
        return words(
            "the answers lie {spread} level from the middle one on average", spread=words.number(values.get("spread"))
        )
    if confidence.reason == "evidence":
        met, missing = int(values.get("met", 0)), int(values.get("missing", 0))
        return words.plural(
            "evidence is missing for the one key practice you meet",
            "evidence is missing for {missing} of the {n} key practices you meet",
            met,
            missing=missing,
        )
    return words("enough answers, respondents and evidence")


def confidence_sentence(confidence: Confidence, words: Words) -> str:
    """Return the confidence with its reason, never the value alone."""
    value, reason = confidence_value(confidence.value, words), confidence_reason(confidence, words)
    return words("Confidence {value}: {reason}.", value=value, reason=reason)


def interval_cell(interval: Interval, words: Words) -> str:
    """Return a spread as it stands in a table: 2,0–2,7; a dash where there is none."""
    if interval.kind in ("spread_90", "range"):
        return f"{words.number(interval.low)}–{words.number(interval.high)}"
    return words("one view") if interval.kind == "one_view" else NOTHING


def interval_sentence(interval: Interval, words: Words) -> str | None:
    """Return the spread of opinion as the end of a sentence; None where there is nothing to say."""
    low, high = words.number(interval.low), words.number(interval.high)
    if interval.kind == "spread_90":
        return words("spread of opinion {low} to {high}", low=low, high=high)
    if interval.kind == "range":
        return words("lowest {low}, highest {high}", low=low, high=high)
    return words("the view of one respondent") if interval.kind == "one_view" else None


def role_name(role: Role, words: Words, n: int = 2) -> str:
    """Return what people of a role are called when there are `n` of them."""
    if role == "it_management":
        return words("IT management")
    if role == "it_staff":
        return words.plural("IT staff member", "IT staff", n)
    return words.plural("user", "users", n) if role == "user" else words.plural("supplier", "suppliers", n)


def respondents_by_role(respondents: dict[Role, int], words: Words) -> str:
    """Return who answered: IT-management 1, IT-medewerkers 3, gebruikers 4, leverancier 1."""
    return ", ".join(f"{role_name(role, words, n)} {n}" for role, n in respondents.items() if n)


def respondent_count(n: int, words: Words) -> str:
    """Return the number of respondents in figures: 9 deelnemers."""
    return words.plural("{n} respondent", "{n} respondents", n)


def one_view(words: Words) -> str:
    """Return what a single respondent's results must say of themselves."""
    return words("This is the view of one respondent.")
