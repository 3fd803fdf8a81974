"""A mail's subject, HTML and text, all from one template of plain tags and classes."""

import html
import re
import textwrap
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

if TYPE_CHECKING:
    import css_inline

LINE_LENGTH = 72


@dataclass(frozen=True)
class Letter:
    subject: str
    html: str
    text: str


def written(name: str, context: dict[str, Any]) -> Letter:
    """The mail `templates/inquiries/emails/<name>.html`, which extends `letter.html` there."""
    page = render_to_string(f"inquiries/emails/{name}.html", context)
    return Letter(subject_of(page), inliner().inline(page), text_of(page))


@cache
def inliner() -> "css_inline.CSSInliner":
    import css_inline

    # what stands in @media cannot be written into an element: those rules stay in <style>
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def subject_of(page: str) -> str:
    """The page's title in one line, whatever was put into it: a header of a mail has no breaks."""
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    if title is None:
        raise ValueError("A mail's template extends letter.html, which has the title.")
    return " ".join(html.unescape(title[1]).split())


def text_of(page: str) -> str:
    """The same as plain text, links with their addresses. No address is broken in two."""
    from .letter_text import laid_out  # 5 MB, for the processes that write mails

    text = laid_out(page).strip()
    # a link whose words are its address says it once
    text = re.sub(r"(\S+) <\1>", r"\1", text)
    text = "\n".join(folded(line.rstrip()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", text) + "\n"


def folded(line: str) -> str:
    """`line` in several, each as far from the edge as its first word."""
    indent = " " * (len(line) - len(line.lstrip(" *")))
    return textwrap.fill(
        line,
        LINE_LENGTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
