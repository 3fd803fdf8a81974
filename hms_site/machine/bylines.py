"""Who wrote it, out of the line that people read."""

import re

OFFICES = {"school", "office", "department", "center", "staff", "team", "communications", "news"}


def names(byline: str) -> list[str]:
    """The persons that `byline` names: "Ada Example, MD, and Bo Example" gives two.

    A part of one word, such as a degree, belongs to the name before it. A byline that seems to name
    an office names nobody: better no author than an office said to be a person.
    """
    if OFFICES & set(re.findall(r"\w+", byline.casefold())):
        return []
    found: list[str] = []
    for part in filter(None, re.split(r",? and |, ?", byline.strip())):
        if " " in part or not found:
            found.append(part)
        else:
            found[-1] += f", {part}"
    return found
