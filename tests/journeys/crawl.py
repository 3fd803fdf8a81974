"""Every page that can be reached from the home page, with all that the pages ask for."""

import http.client
import re
from collections import deque
from contextlib import closing
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

ADDRESS = ("href", "src", "action", "poster", "data")
IN_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
NOT_PAGES = ("mailto:", "tel:", "data:", "webcal:")
ANSWERS = (200, 410)  # gone is an answer: the page of a program that has ended
REDIRECTS = (301, 302, 303, 307, 308)
MOST_PAGES = 2000


@dataclass
class Answer:
    status: int
    kind: str
    body: str
    ends_at: str  # after redirects


class Document(HTMLParser):
    """The addresses that a page names, and the places in it that can be named."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.places: set[str] = {"", "top"}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.places |= {values[name] for name in ("id", "name") if values.get(name)}
        self.addresses += [values[name] for name in ADDRESS if values.get(name)]
        for size in (values.get("srcset") or "").split(","):
            self.addresses += size.split()[:1]


@dataclass
class Crawl:
    root: str
    answers: dict[str, Answer] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    outside: set[str] = field(default_factory=set)

    def run(self, *starts: str) -> "Crawl":
        waiting = deque((urljoin(self.root, start), "the start") for start in starts)
        while waiting:
            address, found_on = waiting.popleft()
            page = urldefrag(address).url
            if page in self.answers:
                continue
            assert len(self.answers) < MOST_PAGES, "The site has addresses without end."
            answer = self.answers[page] = self.get(page)
            if answer.status not in ANSWERS:
                self.broken.append(f"{answer.status} {page} on {found_on}")
            waiting.extend((named, page) for named in self.named_by(page, answer))
        self.check_places()
        return self

    def get(self, address: str, steps: int = 5) -> Answer:
        parts = urlsplit(address)
        with closing(http.client.HTTPConnection(parts.netloc, timeout=20)) as connection:
            connection.request("GET", parts._replace(scheme="", netloc="", fragment="").geturl())
            response = connection.getresponse()
            body = response.read().decode("utf-8", "replace")
        target = urljoin(address, response.getheader("Location") or "")
        if response.status in REDIRECTS and steps and self.is_ours(target):
            return self.get(target, steps - 1)
        if response.status in REDIRECTS and not self.is_ours(target):
            self.outside.add(target)
            return Answer(200, "", "", target)
        kind = (response.getheader("Content-Type") or "").partition(";")[0]
        return Answer(response.status, kind, body, address)

    def is_ours(self, address: str) -> bool:
        return urldefrag(address).url.startswith(f"{self.root}/")

    def named_by(self, page: str, answer: Answer) -> list[str]:
        """Addresses of this site in the answer; those of other sites are noted."""
        if answer.kind == "text/html":
            named = Document(answer.body).addresses
        elif answer.kind == "text/css":
            named = [one or other for one, other in IN_CSS.findall(answer.body)]
        else:
            named = []
        whole = [urljoin(answer.ends_at, name) for name in named if not name.startswith(NOT_PAGES)]
        self.outside |= {address for address in whole if not self.is_ours(address)}
        return [address for address in whole if self.is_ours(address)]

    def check_places(self) -> None:
        """Every `#place` that a page names stands in the page it names."""
        documents = {address: Document(page.body) for address, page in self.pages().items()}
        for page, document in documents.items():
            for name in document.addresses:
                address, place = urldefrag(urljoin(self.answers[page].ends_at, name))
                there = documents.get(address)
                if place and there and unquote(place) not in there.places:
                    self.broken.append(f"no #{place} in {address}, named on {page}")

    def pages(self) -> dict[str, Answer]:
        found = self.answers.items()
        return {address: answer for address, answer in found if answer.kind == "text/html"}
