"""Texts for formats that allow no control characters."""

import re

# What XML 1.0 or RFC 5545 allows in no text, and what some programs take for the end of a line.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def without_controls(text: str) -> str:
    """`text` with a blank for each of them; tabs and ends of lines stay."""
    return CONTROLS.sub(" ", text)
