"""What a spreadsheet would take for a formula, made text: for every cell that leaves the site."""

import re

# what begins a formula, or a command, in one program or another; each also in its other widths
BEGINS = "=+\\-@|%＝＋－＠｜％﹢﹣﹦﹪﹫−"
# blanks, marks without width and quotation marks do not keep a program from seeing what follows
UNSEEN = (
    '[\\s"\\x00-\\x1f\\x7f-\\x9f\\u00ad\\u180e\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\ufeff]'
)
# A semicolon, a tab or a line's end begins a new cell for a program that takes the file for one
# of another kind, whatever quotation marks stand around it.
FORMULA = re.compile(f"(?:^|(?<=[;\\t\\r\\n]))(?={UNSEEN}*[{BEGINS}])|^(?=[\\t\\r\\n])")


def harmless(text: str) -> str:
    """`text` with an apostrophe wherever a cell could begin as a formula."""
    return FORMULA.sub("'", text)
