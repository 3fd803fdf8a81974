"""A mail's subject, HTML and text, all from one template of plain tags and classes."""

import html
import re
import textwrap
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Any

import css_inline
import inscriptis
from django.template.loader import render_to_string
from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.model.config import ParserConfig
from inscriptis.model.html_document_state import HtmlDocumentState
from inscriptis.model.tag import CustomHtmlTagHandlerMapping

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
def inliner() -> css_inline.CSSInliner:
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
    text = inscriptis.get_text(page, as_plain_text()).strip()
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


def as_plain_text() -> ParserConfig:
    """New for each mail: the library writes the text it makes into `body`.

    Two threads that shared it could write into each other's mails.
    """
    links = CustomHtmlTagHandlerMapping({"a": begin_link}, {"a": end_link})
    css = STRICT_CSS_PROFILE | {"body": copy(STRICT_CSS_PROFILE["body"])}
    return ParserConfig(css=css, custom_html_tag_handler_mapping=links)


def begin_link(state: HtmlDocumentState, attributes: dict[str, str]) -> None:
    state.link_target = attributes["href"]


def end_link(state: HtmlDocumentState) -> None:
    """The address after the words, in the brackets that RFC 3986 (appendix C) advises."""
    state.tags[-1].write(f" <{state.link_target.removeprefix('mailto:')}>")
