"""Say what an organisation's own runs tell about the noise of answers."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.language import Words
from scoring.change.calibrating import Calibration
from scoring.change.estimate import Estimate
from scoring.change.model import ASSUMED, Noise
from scoring.change.noise import threshold

QUESTIONS, PEOPLE = 3, 5  # for which the effect on the threshold of a capability is told


def figures(estimate: Estimate, words: Words) -> str:
    """Return an estimate with its interval; that there is none where it could not be made."""
    if estimate.value is None:
        return words("no estimate")
    return words(
        "{value} ({low} to {high})",
        value=words.number(estimate.value, 2),
        low=words.number(estimate.low, 2),
        high=words.number(estimate.high, 2),
    )


def no_answer_noise(estimate: Estimate, words: Words) -> str:
    """Return why σ cannot be estimated; nothing where it can."""
    match estimate.lack:
        case None:
            return ""
        case "few_people":
            return words(
                "Too little to estimate it from: at least three people of one role must have answered the same "
                "questions in two runs in a row, under the same name."
            )
        case "few_answers":
            return words(
                "Too little to estimate it from: {n} answers were given twice, and thirty are needed.",
                n=words.count(estimate.answers),
            )
        case "no_spread":
            return words("Nothing to estimate it from: everyone’s answers moved alike.")


def no_leniency(estimate: Estimate, words: Words) -> str:
    """Return why τ cannot be estimated; nothing where it can."""
    if estimate.lack is None:
        return ""
    if estimate.lack == "no_spread":
        return words("Nothing to estimate it from: everyone of one role answered alike.")
    return words(
        "Too little to estimate it from: at least five people of one role must have answered in one run, or as many "
        "in several runs together."
    )


def verdict(estimate: Estimate, assumed: float, words: Words) -> str:
    """Return whether there is a reason to leave the assumption; nothing without an estimate."""
    if estimate.low is None or estimate.high is None:
        return ""
    told = words.number(assumed, 2)
    if estimate.low <= assumed <= estimate.high:
        return words("The assumption of {assumed} fits with that: no reason to leave it.", assumed=told)
    if assumed > estimate.high:
        return words("That is less than the assumption of {assumed}.", assumed=told)
    return words("That is more than the assumption of {assumed}.", assumed=told)


def effect(calibration: Calibration, words: Words) -> str:
    """Return what a capability must move with these estimates, beside what it must move by the assumptions."""
    own, method = _thresholds(calibration.noise), _thresholds(ASSUMED)
    return words(
        "With this a capability of {questions} questions must move {same} to be real with {people} of the same people "
        "(by the assumptions {assumed_same}), and {others} with {people} others ({assumed_others}).",
        questions=words.count(QUESTIONS),
        people=words.count(PEOPLE),
        same=words.number(own[0], 2),
        others=words.number(own[1], 2),
        assumed_same=words.number(method[0], 2),
        assumed_others=words.number(method[1], 2),
    )


def _thresholds(noise: Noise) -> tuple[float, float]:
    same, others = (
        threshold("capability", QUESTIONS, PEOPLE, PEOPLE, same_people=each, noise=noise) for each in (True, False)
    )
    return same, others


def used(calibration: Calibration, words: Words) -> str:
    """Return which σ and τ the thresholds were calculated with, and where they come from."""
    noise = calibration.noise
    return words(
        "These thresholds are calculated with σ = {answer} ({answer_source}) and τ = {leniency} ({leniency_source}).",
        answer=words.number(noise.answer, 2),
        answer_source=_source(calibration.answer, words),
        leniency=words.number(noise.leniency, 2),
        leniency_source=_source(calibration.leniency, words),
    )


def _source(estimate: Estimate, words: Words) -> str:
    if estimate.value is None:
        return words("assumed: too little to estimate it from")
    return words(
        "your own runs: {low} to {high}", low=words.number(estimate.low, 2), high=words.number(estimate.high, 2)
    )


def remarks(calibration: Calibration, words: Words) -> Iterator[str]:
    """Yield what a reader must know before he uses the estimates."""
    if calibration.answer.value is not None:
        yield words(
            "What really changed for one and not for another counts as noise here, so σ is rather too high than too "
            "low."
        )
        if calibration.is_numbered:
            yield words(
                "Some people go by a number that the program gave (r1, r2, …). If r1 is not the same person each time, "
                "σ comes out too high."
            )
