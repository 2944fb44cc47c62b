"""Say how far a version goes on from another: PATCH, MINOR or MAJOR (scoring 4.11)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

VersionStep = Literal["PATCH", "MINOR", "MAJOR"]

STEPS: tuple[VersionStep, ...] = get_args(VersionStep)  # the smallest first


def numbers(version: str) -> tuple[int, int, int]:
    """Return the three numbers of a version."""
    major, minor, patch = (int(number) for number in version.split("."))
    return major, minor, patch


def step_between(old: str, new: str) -> VersionStep | None:
    """Return the step that a version takes from an older one; None where it is the same one or goes back."""
    before, after = numbers(old), numbers(new)
    if after <= before:
        return None
    return "MAJOR" if after[0] > before[0] else "MINOR" if after[1] > before[1] else "PATCH"


def next_version(old: str, step: VersionStep) -> str:
    """Return the version that comes after another by a step."""
    major, minor, patch = numbers(old)
    after = {"MAJOR": (major + 1, 0, 0), "MINOR": (major, minor + 1, 0), "PATCH": (major, minor, patch + 1)}[step]
    return ".".join(str(number) for number in after)


def largest(steps: Iterable[VersionStep]) -> VersionStep | None:
    """Return the step that suffices for all of some; None for none."""
    return max(steps, key=STEPS.index, default=None)


def suffices(given: VersionStep | None, needed: VersionStep | None) -> bool:
    """Say whether a step is as large as another, or larger."""
    return needed is None or (given is not None and STEPS.index(given) >= STEPS.index(needed))
