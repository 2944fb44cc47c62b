"""Know a plan by what it was made for."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec

from scoring.roadmap.model import Limits
from scoring.scorecard import Scorecard

Value = TypeVar("Value", bound=msgspec.Struct)

PLANNER_VERSION = 3  # raised when the same scorecard and limits come to another plan, or to another description of it


def fingerprint_of(scorecard: Scorecard, limits: Limits) -> str:
    """Return the SHA-256 of a scorecard, which names its questionnaire, of limits, and of the version of the planner.

    The order of mappings and sets makes no difference, nor does it that a number of days is 20 or 20.0.
    """
    made_of = (PLANNER_VERSION, _settled(scorecard), _settled(limits))
    return hashlib.sha256(msgspec.json.encode(made_of, order="deterministic")).hexdigest()


def _settled(value: Value) -> Value:
    """Return a value with every number of the kind that its type says, as it comes back from a file or a store."""
    return msgspec.convert(msgspec.to_builtins(value), type(value))
