"""Names for runs: short, and without characters that look like another."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no 0 and o, no 1, i and l, no u beside v
LENGTH = 6
LATEST = "last"  # no run id: `l` is not in the alphabet


def fresh() -> str:
    """Return a name by chance: one of 729 million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def from_digest(digest: bytes) -> Iterator[str]:
    """Yield the names that belong to a content, shortest first, so that the same content gets the same name."""
    number = int.from_bytes(digest)
    name = ""
    while number:
        number, place = divmod(number, len(ALPHABET))
        name += ALPHABET[place]
        if len(name) >= LENGTH:
            yield name
