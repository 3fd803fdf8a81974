"""Stored HTML as plain blocks, which the brochure's design can set without running any of it."""

import re
from html.parser import HTMLParser
from typing import TypedDict

from content.links import absolute

KINDS = {"p": "paragraph", "h2": "heading", "h3": "heading", "li": "item"}
LISTS = {"ul": "bullets", "ol": "numbers"}
TEXTS = set(KINDS)
BOLD, ITALIC = {"strong", "b"}, {"em", "i"}
FOLLOWED = ("https:", "http:", "mailto:", "tel:")
BLANKS = re.compile(r"\s+")


class Run(TypedDict):
    text: str
    bold: bool
    italic: bool
    url: str


class Block(TypedDict):
    kind: str  # paragraph, heading, quote, bullets, numbers
    items: list[list[Run]]  # one, but for lists


def blocks(html: str) -> list[Block]:
    """Paragraphs, headings, quotes and lists of `html`, made well-formed by the sanitizer."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [block for block in reader.found if any(block["items"])]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Block] = []
        self.open: list[str] = []
        self.urls: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.add("\n")
            return
        self.open.append(tag)
        if tag == "a":
            self.urls.append(absolute(dict(attrs).get("href") or ""))
        elif tag in LISTS:
            self.found.append({"kind": LISTS[tag], "items": []})
        elif tag == "li":
            self.found[-1]["items"].append([])
        elif tag in KINDS and "li" not in self.open:
            kind = "quote" if "blockquote" in self.open else KINDS[tag]
            self.found.append({"kind": kind, "items": [[]]})

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]
        if tag == "a" and self.urls:
            self.urls.pop()

    def handle_data(self, data: str) -> None:
        if not TEXTS.intersection(self.open):  # between two blocks, or text without any
            if not data.strip():
                return
            self.found.append({"kind": "paragraph", "items": [[]]})
        self.add(BLANKS.sub(" ", data))

    def add(self, text: str) -> None:
        within, url = set(self.open), self.urls[-1] if self.urls else ""
        run: Run = {
            "text": text,
            "bold": bool(within & BOLD),
            "italic": bool(within & ITALIC),
            "url": url if url.startswith(FOLLOWED) else "",
        }
        self.found[-1]["items"][-1].append(run)
