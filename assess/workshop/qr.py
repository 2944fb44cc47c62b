"""Draw the code that phones scan: large for the screen, and in letters for the terminal."""

from __future__ import annotations

import io

QUIET = 4  # empty modules around the code, as the standard asks


def svg(address: str) -> str:
    """Return the code of an address as SVG, black on white whatever the page is; what it says is its label."""
    import segno

    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        written, kind="svg", border=QUIET, dark="#000", light="#fff", xmldecl=False, svgns=False, omitsize=True,
        nl=False, title=None, svgclass=None, lineclass=None,
    )  # fmt: skip
    return written.getvalue().decode().replace("<svg ", f'<svg role="img" aria-label="{address}" ', 1)


def drawn(address: str) -> tuple[str, ...]:
    """Return the code of an address as lines of half blocks, two rows of modules in each; dark is not filled.

    It is meant for a dark terminal, where what is filled is light; on a light one the colours are turned round, which
    phones read as well.
    """
    import segno

    rows = [[bool(one) for one in row] for row in segno.make(address, error="m", micro=False).matrix]
    side = len(rows) + 2
    padded = [[False] * side, *([False, *row, False] for row in rows), [False] * side]
    if len(padded) % 2:
        padded.append([False] * side)
    half = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    return tuple(
        "".join(half[above, below] for above, below in zip(padded[at], padded[at + 1], strict=True))
        for at in range(0, len(padded), 2)
    )
