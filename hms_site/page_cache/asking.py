"""Which requests the page cache may answer, and what of a request a kept page can depend on.

Three things keep one visitor from putting anything into another's page. Only views that stand in
MAY_ASK are kept. Of the query they see the parameters named there and no others, which are the key.
And they are drawn for a client that sends no header but the host, which must be one of ours.
"""

from typing import NamedTuple, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

# By the name of its address, the parameters that a page reads. What is not here is never kept.
MAY_ASK: dict[str, tuple[str, ...]] = {
    "home": (),
    "program_feed": (),
    "program_json": (),
    "program_dates": (),
    "sitemap": (),
    "robots": (),
    "card": (),
    "programs:list": (),
    "programs:detail": (),
    "programs:compare": ("p",),
    "programs:plan": (),
    "news:list": ("kind", "page", "topic", "year"),
    "news:feed": ("topic",),
    "news:detail": (),
    "events:list": ("kind", "page", "program", "series", "when"),
    "events:calendar": ("kind", "program", "series"),
    "events:event_calendar": (),
    "events:detail": (),
    "pages:page": (),
}
# a plan of study has as many parameters as courses: kept without any, else drawn each time
ONLY_BARE = {"programs:plan"}
# nothing below these is looked up; none of their views is in MAY_ASK either
NEVER = ("/admin/", "/accounts/", "/brochure/", "/search/", "/healthz/", "/metrics", "/static/",
         "/media/", "/anymail/", "/styleguide/")  # fmt: skip
LONGEST_PATH = 500
LONGEST_QUERY = 500


class Asked(NamedTuple):
    key: str
    query: str  # of the parameters that count, in one order


def is_anybodys(request: HttpRequest) -> bool:
    """Whether the answer could be everybody's: no session, no credentials, no preview, no body."""
    meta = request.META
    if request.method not in ("GET", "HEAD") or request.path_info.startswith(NEVER):
        return False
    if is_somebodys(request) or meta.get("CONTENT_LENGTH", "") not in ("", "0"):
        return False
    if "HTTP_TRANSFER_ENCODING" in meta or len(request.path_info) > LONGEST_PATH:
        return False
    try:
        request.get_host()
    except DisallowedHost:
        return False  # refused further on, as ever
    return True


def is_somebodys(request: HttpRequest) -> bool:
    """Rather too often than once too seldom: a name that only looks like the session's will do."""
    cookies = request.META.get("HTTP_COOKIE", "")
    return (
        "HTTP_AUTHORIZATION" in request.META
        or settings.SESSION_COOKIE_NAME in cookies
        or "messages=" in cookies
        or "preview=" in request.META.get("QUERY_STRING", "")
    )


def asked(request: HttpRequest) -> Asked | None:
    """Under which key its page is kept; None for a page that is not kept for this query."""
    bare = Asked(f"{request.scheme}:{request.path}", "")
    written = request.META.get("QUERY_STRING", "")
    if not written:
        return bare
    name = view_name(request)
    if name not in MAY_ASK or name in ONLY_BARE:
        return None
    if not MAY_ASK[name]:
        return bare
    if len(written) > LONGEST_QUERY:
        return None
    query = canonical(written, MAY_ASK[name])
    return Asked(f"{bare.key}?{query}", query) if query else bare


def canonical(written: str, names: tuple[str, ...]) -> str:
    values = QueryDict(written)
    return urlencode([(name, value) for name in names for value in values.getlist(name)])


def view_name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def as_anybody(request: HttpRequest, query: str) -> WSGIRequest:
    """The same address, asked for by a client of which a page can know nothing.

    The query as it was written stays in META, for redirects, which are not kept.
    """
    kept = {"HTTP_HOST"}
    if settings.SECURE_PROXY_SSL_HEADER:
        kept.add(settings.SECURE_PROXY_SSL_HEADER[0])
    meta = {
        name: value
        for name, value in request.META.items()
        if name in kept or not name.startswith("HTTP_")
    }
    meta |= {"REQUEST_METHOD": "GET", "CONTENT_LENGTH": "", "CONTENT_TYPE": ""}
    plain = cast(type[WSGIRequest], type(request))(meta)
    plain.GET = QueryDict(query)
    return plain
