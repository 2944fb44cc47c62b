"""Know a plan by what it was made for."""

from __future__ import annotations

import hashlib

import msgspec

from scoring.roadmap.model import Limits
from scoring.scorecard import Scorecard

PLANNER_VERSION = 1  # raised when the same scorecard and limits come to another plan, or to another description of it


def fingerprint_of(scorecard: Scorecard, limits: Limits) -> str:
    """Return the SHA-256 of a scorecard, which names its questionnaire, of limits, and of the version of the planner.

    The order of mappings and sets makes no difference.
    """
    made_of = (PLANNER_VERSION, scorecard, limits)
    return hashlib.sha256(msgspec.json.encode(made_of, order="deterministic")).hexdigest()
