"""Names for runs: short, and without characters that look like another."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import msgspec

from questionnaires.responses import Responses

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no 0 and o, no 1, i and l, no u beside v
LENGTH = 6
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")  # of a run that came from elsewhere
LATEST = "last"  # what people type for the latest run; no name of one, as `l` is not in the alphabet


def is_name(text: str) -> bool:
    """Say whether a run can be called so: something that a person can type, and that means nothing else."""
    return bool(NAME.fullmatch(text)) and text != LATEST


def of_content(responses: Responses, questionnaire_sha256: str) -> Iterator[str]:
    """Yield the names of a run that has none of its own, shortest first: the same content has the same names."""
    content = msgspec.structs.replace(
        responses, run=None, questionnaire="", questionnaire_sha256=questionnaire_sha256, questionnaire_text=None
    )
    plain = msgspec.to_builtins(content)
    del plain["tags"]  # hung on a run, and no part of it
    number = int.from_bytes(hashlib.sha256(msgspec.json.encode(plain, order="sorted")).digest(), "big")
    name = ""
    while number:
        number, place = divmod(number, len(ALPHABET))
        name += ALPHABET[place]
        if len(name) >= LENGTH:
            yield name


def identity(responses: Responses, questionnaire_sha256: str) -> str:
    """Return the name of a run: its own, or that of its content."""
    return responses.run or next(of_content(responses, questionnaire_sha256))
