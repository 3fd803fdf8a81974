"""The colors of the style sheets, and how well they can be told from the paper they stand on."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

TOKENS = Path(settings.BASE_DIR) / "static/css/tokens.css"
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,6}|var\(--[\w-]+\));")
DARK = "prefers-color-scheme: dark"


@dataclass(frozen=True)
class Color:
    name: str
    light: str
    dark: str
    on_light: float  # contrast to the paper, from 1 (none) to 21 (black on white)
    on_dark: float


def colors(css: str | None = None) -> list[Color]:
    """The color tokens in the order of the file; dark ones are light ones unless named again."""
    before, _, after = (TOKENS.read_text() if css is None else css).partition(DARK)
    light = resolved(dict(TOKEN.findall(before)))
    dark = resolved(dict(TOKEN.findall(before)) | dict(TOKEN.findall(after)))
    return [
        Color(
            name,
            light[name],
            dark[name],
            contrast(light[name], light["paper"]),
            contrast(dark[name], dark["paper"]),
        )
        for name in light
    ]


def resolved(tokens: dict[str, str]) -> dict[str, str]:
    """With the value of the token in place of each `var(--token)`."""
    values = {}
    for name, value in tokens.items():
        while value.startswith("var("):
            value = tokens[value.removeprefix("var(--").removesuffix(")")]
        values[name] = value
    return values


def contrast(one: str, other: str) -> float:
    """WCAG 2: the ratio of the lighter to the darker, to one decimal."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return round((lighter + 0.05) / (darker + 0.05), 1)


def luminance(color: str) -> float:
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
