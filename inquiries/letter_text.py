"""The text part of a mail, laid out from its HTML by inscriptis."""

from copy import copy

import inscriptis
from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.model.config import ParserConfig
from inscriptis.model.html_document_state import HtmlDocumentState
from inscriptis.model.tag import CustomHtmlTagHandlerMapping


def laid_out(page: str) -> str:
    text: str = inscriptis.get_text(page, as_plain_text())
    return text


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
