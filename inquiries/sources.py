"""Where a visitor came from, without cookies: the utm words of the link, else the host before us.

A page's script keeps both in the tab's own memory and puts them into the form's hidden field
(static/js/every_page.js); without script the form's own address and its Referer are all there is.
Whatever comes is bounded and cleaned here, so that no link can smuggle a person in.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, QueryDict

from content.loading import read

LONGEST = 100
LONGEST_CAME_BY = 900  # so that it cannot hold more fields than Django takes
UTM = ("utm_source", "utm_medium", "utm_campaign")
REFERRER = "referrer"  # beside UTM in what every_page.js sends
DIRECT = "direct"
A_DATE = re.compile(r"20\d\d[-_. ]?[01]\d[-_. ]?[0-3]\d")
# an address however it is written; a number that may be a telephone's or a person's own; a key
PERSONAL = re.compile(
    r"@|[\[({]\s*at\s*[\])}]|\d(?:[-_. ()+/]*\d){6}|[0-9a-f]{16}|[0-9a-f]{8}-[0-9a-f]{4}\b"
)
NOT_KEPT = re.compile(r"[^\w\-. ]+")


@dataclass(frozen=True)
class Source:
    """As an inquiry keeps it; each of at most LONGEST letters, lower case."""

    source: str = DIRECT
    medium: str = ""
    campaign: str = ""


def clean(text: str) -> str:
    """Letters, digits, - _ . and blanks; empty when it may say who somebody is."""
    # however often encoded, it is still an address; NFKC makes one @ of all that look like it
    said = text[:LONGEST_CAME_BY]
    while (plain := unquote(said)) != said:
        said = plain
    said = unicodedata.normalize("NFKC", said).lower()
    if PERSONAL.search(A_DATE.sub("", said)):
        return ""
    return " ".join(NOT_KEPT.sub(" ", said).split())[:LONGEST].strip()


def host_of(address: str) -> str:
    """The host of a referrer, without "www."; empty for our own, and for what is none."""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        host = parts.hostname or ""
    except ValueError:
        return ""
    own = urlsplit(settings.SITE_URL).hostname
    return "" if host == own else clean(host).removeprefix("www.")


@cache
def known() -> dict[str, tuple[str, str]]:
    """Name and medium of the hosts that people come from most."""
    rows = read("inquiries", "sources")
    return {host: (row["name"], row["medium"]) for row in rows for host in row["hosts"]}


def named(host: str) -> tuple[str, str]:
    """The plain name of a host and its medium: any host of a known one counts as it.

    A known host without a dot stands for every ending: google.com, www.google.co.uk.
    """
    labels = host.split(".")
    for start in range(len(labels)):
        if found := known().get(".".join(labels[start:])):
            return found
    # endings have one label or two, such as co.uk, so that google.example.org is not Google
    has_two = len(labels) > 2 and len(labels[-2]) <= 3
    name = labels[-3] if has_two else labels[-2] if len(labels) > 1 else host
    return known().get(name, (host, "referral"))


def source_of(came_by: str) -> Source:
    """From a query string: the utm words, and `referrer`, the address or host before ours."""
    said = QueryDict(came_by[:LONGEST_CAME_BY])
    source, medium, campaign = (clean(said.get(name, "")) for name in UTM)
    if source:
        name, _ = known().get(source) or (named(source) if "." in source else (source, ""))
        return Source(name, medium, campaign)
    host = host_of(said.get(REFERRER, ""))
    if not host:
        return Source(DIRECT, medium, campaign)
    name, usual = named(host)
    return Source(name, medium or usual, campaign)


def came_by(request: HttpRequest) -> str:
    """For the form's hidden field: what its own address and its Referer say, cleaned."""
    before = request.headers.get("referer", "")
    words = utm_in(request.GET) or utm_in(query_of_own_page(request, before))
    if not words and (host := "" if is_own(request, before) else host_of(before)):
        words = {REFERRER: host}
    return urlencode(words)


def utm_in(query: QueryDict) -> dict[str, str]:
    return {name: said for name in UTM if (said := clean(query.get(name, "")))}


def query_of_own_page(request: HttpRequest, address: str) -> QueryDict:
    """A page of ours that somebody landed on and went straight to the form from."""
    try:
        query = urlsplit(address).query if is_own(request, address) else ""
    except ValueError:
        query = ""
    return QueryDict(query[:LONGEST_CAME_BY])


def is_own(request: HttpRequest, address: str) -> bool:
    try:
        return urlsplit(address).netloc == request.get_host()
    except ValueError:
        return False
