"""Measure colours as people see them: how well one is read on another, and whether two can be told apart.

Contrast is that of WCAG 2.2; lightness is CIE L* (0 to 100); hue and distance are those of OKLab (Ottosson, 2020);
colour blindness is simulated after Machado, Oliveira and Fernandes (2009), at its full severity. A colour is #RRGGBB.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import starmap

WHITE, BLACK = "#FFFFFF", "#000000"
READABLE = 4.5  # contrast of text on its ground (WCAG 2.2, success criterion 1.4.3)
APART_IN_GREY = 15.0  # points of L* between two marks on a greyscale printer
APART_IN_COLOUR = 0.1  # distance in OKLab, where two neighbours in a picture differ at a glance
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")
STEPS = 16  # halvings of a range: finer than a byte a channel can show

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

_TO_LMS: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_LAB: Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_FROM_LMS: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
_BLINDNESS: tuple[Matrix, ...] = (  # to red, to green, to blue; in linear light
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
)


def contrast(colour: str, ground: str = WHITE) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black on white)."""
    low, high = sorted((_luminance(colour), _luminance(ground)))
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str) -> float:
    """Return how light a colour is in grey, from 0 (black) to 100 (white)."""
    y = _luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > (6 / 29) ** 3 else y * (29 / 3) ** 3


def hue(colour: str) -> float:
    """Return the hue of a colour in degrees; it means little where a colour is nearly grey."""
    _, a, b = _lab(_linear(colour))
    return math.degrees(math.atan2(b, a)) % 360


def readable(colour: str) -> str:
    """Return a colour, darkened in its own hue as little as makes it readable as text on white."""
    if contrast(colour) >= READABLE:
        return colour.upper()
    low, high = 0.0, _lab(_linear(colour))[0]
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if contrast(_at(colour, middle)) >= READABLE else (low, middle)
    return _at(colour, low)


def are_apart(one: str, other: str) -> bool:
    """Say whether two colours are told apart by everyone: on a greyscale printer, and by who is colour-blind."""
    if abs(lightness(one) - lightness(other)) < APART_IN_GREY:
        return False
    return all(distance >= APART_IN_COLOUR for distance in _distances(one, other))


def moved_apart(one: str, other: str) -> tuple[str, str]:
    """Return two readable colours with the darker one darkened, or else the lighter one lightened, until they differ.

    Both keep their hue. The two come back as they are where they differ already.
    """
    if are_apart(one, other):
        return one.upper(), other.upper()
    darker, lighter = sorted((one.upper(), other.upper()), key=lightness)
    found = next(_darker_ones(darker, lighter), None)
    if found is None:
        darker, found = BLACK if lightness(lighter) < APART_IN_GREY else darker, lighter
        lighter = next(_lighter_ones(lighter, darker), lighter)
    else:
        darker = found
    return (darker, lighter) if lightness(one) <= lightness(other) else (lighter, darker)


def _darker_ones(colour: str, other: str) -> Iterator[str]:
    start = _lab(_linear(colour))[0]
    for percent in range(2, 101, 2):
        if are_apart(darkened := _at(colour, start * (1 - percent / 100)), other):
            yield darkened


def _lighter_ones(colour: str, other: str) -> Iterator[str]:
    start = _lab(_linear(colour))[0]
    for percent in range(2, 101, 2):
        lightened = _at(colour, start + (1 - start) * percent / 100)
        if contrast(lightened) >= READABLE and are_apart(lightened, other):
            yield lightened


def _distances(one: str, other: str) -> Iterator[float]:
    """Yield how far two colours are from each other, as most people see them and as the colour-blind do."""
    first, second = _linear(one), _linear(other)
    yield math.dist(_lab(first), _lab(second))
    for matrix in _BLINDNESS:
        yield math.dist(_lab(_clipped(_times(matrix, first))), _lab(_clipped(_times(matrix, second))))


def _at(colour: str, light: float) -> str:
    """Return a colour at another lightness (OKLab, 0 to 1), as colourful as a screen can show it."""
    _, a, b = _lab(_linear(colour))
    low, high = 0.0, 1.0
    if _fits(_unlab((light, a, b))):
        low = 1.0
    else:
        for _ in range(STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if _fits(_unlab((light, a * middle, b * middle))) else (low, middle)
    return _written(_unlab((light, a * low, b * low)))


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Triple:
    """Return the light of a colour's three channels, each from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _written(light: Triple) -> str:
    shown = (12.92 * x if x <= 0.0031308 else 1.055 * x ** (1 / 2.4) - 0.055 for x in _clipped(light))
    return "#" + "".join(f"{round(255 * channel):02X}" for channel in shown)


def _lab(light: Triple) -> Triple:
    red, green, blue = _times(_TO_LMS, light)
    return _times(_TO_LAB, (math.cbrt(red), math.cbrt(green), math.cbrt(blue)))


def _unlab(lab: Triple) -> Triple:
    long, medium, short = _times(_FROM_LAB, lab)
    return _times(_FROM_LMS, (long**3, medium**3, short**3))


def _fits(light: Triple) -> bool:
    return all(-1e-6 <= channel <= 1 + 1e-6 for channel in light)


def _clipped(light: Triple) -> Triple:
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in light)
    return red, green, blue


def _times(matrix: Matrix, values: Triple) -> Triple:
    def row(*factors: float) -> float:
        return sum(factor * value for factor, value in zip(factors, values, strict=True))

    first, second, third = starmap(row, matrix)
    return first, second, third
