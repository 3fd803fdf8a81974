"""A page as it is kept: compressed once, with every header of the answer it was drawn as."""

import gzip
import hashlib
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_http_date_safe

STATUSES = (200, 410)  # a retired program's page is as lasting as any other
LARGEST = 1_000_000
WORTH_COMPRESSING = 200
COMPRESSED_TYPES = ("text/", "application/")
# Quality 5 is a tenth of the time of 9 for a twentieth more bytes, and pages are drawn often.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
# Fresh for a second where many share it, asked about again by every browser. No word on showing it
# while it is asked about: browsers would obey too, and show a deadline that has passed. What stands
# in front is told so in its own settings.
CACHE_CONTROL = "public, max-age=0, s-maxage=1, stale-if-error=86400"
NOT_FOR_ALL = {"private", "no-store", "no-cache"}
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH",
              "HTTP_IF_UNMODIFIED_SINCE")  # fmt: skip
LONGEST_ACCEPT = 200
NAME = "site"  # of this cache, in Cache-Status (RFC 9211)


class Variant(NamedTuple):
    """One encoding of a page. Uncompressed, the body is None where a compressed one is kept."""

    headers: dict[str, str]
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Page:
    version: Any  # of content and clock, as which it was drawn
    status: int
    variants: dict[str, Variant]
    drawn_at: float
    size: int  # bytes of memory, about

    @classmethod
    def of(cls, response: HttpResponse, version: Any) -> "Page":
        body = response.content
        compressed = is_compressible(response)
        if compressed:
            patch_vary_headers(response, ["Accept-Encoding"])
        shared = {n: v for n, v in response.items() if n not in ("ETag", "Content-Length")}
        shared.setdefault("Cache-Control", CACHE_CONTROL)
        shared["Cache-Status"] = f"{NAME}; hit"
        variants = {"identity": variant(shared, "identity", body)}
        if compressed:
            variants["identity"] = variants["identity"]._replace(body=None)
            variants["gzip"] = variant(shared, "gzip", gzip.compress(body, GZIP_LEVEL, mtime=0))
            squeezed = brotli.compress(body, quality=BROTLI_QUALITY)
            variants["br"] = variant(shared, "br", squeezed)
        return cls(version, response.status_code, variants, time.time(), size_of(variants))

    def answer(self, request: HttpRequest, cache_status: str = "") -> HttpResponse:
        """For the encoding, the method and the conditions of `request`.

        Parts of a page are nobody's need: a Range is answered with the whole, as RFC 9110 allows.
        """
        encoding = best_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        headers, body = self.variants.get(encoding) or self.variants["identity"]
        if request.method == "HEAD":
            body = b""
        elif body is None:
            body = gzip.decompress(self.variants["gzip"].body or b"")
        response = HttpResponse(body, status=self.status, headers=headers)
        if cache_status:
            response.headers["Cache-Status"] = f"{NAME}; {cache_status}"
        if any(name in request.META for name in CONDITIONS):
            return self.conditional(request, response)
        return response

    def conditional(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """304 or 412 where the client's conditions say so."""
        changed = response.headers.get("Last-Modified")
        answer = get_conditional_response(
            request,
            etag=response.headers["ETag"],
            last_modified=parse_http_date_safe(changed) if changed else None,
            response=response,
        )
        return answer or response

    @property
    def age(self) -> int:
        return max(0, int(time.time() - self.drawn_at))


def variant(shared: dict[str, str], encoding: str, body: bytes) -> Variant:
    """The ETag is of these very bytes, so each encoding has its own, and it is a strong one."""
    own = {"Content-Length": str(len(body)), "ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"'}
    if encoding != "identity":
        own["Content-Encoding"] = encoding
    return Variant(shared | own, body)


def size_of(variants: dict[str, Variant]) -> int:
    each = (len(body or b"") + 100 * len(headers) for headers, body in variants.values())
    shared = sum(len(name) + len(value) for name, value in variants["identity"].headers.items())
    return 1000 + sum(each) + shared


def is_compressible(response: HttpResponse) -> bool:
    is_text = response.headers.get("Content-Type", "").startswith(COMPRESSED_TYPES)
    return is_text and len(response.content) >= WORTH_COMPRESSING


def may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether `response`, as which `request` was drawn, is the same for everybody."""
    return (
        response.status_code in STATUSES
        and isinstance(response, HttpResponse)
        and len(response.content) <= LARGEST
        and not is_for_one(request, response)
        and not NOT_FOR_ALL & directives(response)
        and not response.has_header("Content-Encoding")
        and words(response, "Vary") <= {"accept-encoding"}
    )


def is_for_one(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether it holds what only one visitor should get: a cookie, a token, a nonce, a draft."""
    return (
        bool(response.cookies)
        or "CSRF_COOKIE" in request.META
        or "'nonce-" in response.headers.get("Content-Security-Policy", "")
        or hasattr(request, "preview")
    )


def directives(response: HttpResponseBase) -> set[str]:
    return {word.partition("=")[0].strip() for word in words(response, "Cache-Control")}


def words(response: HttpResponseBase, header: str) -> set[str]:
    said = response.headers.get(header, "").lower()
    return {word.strip() for word in said.split(",") if word.strip()}


def best_encoding(accepted: str) -> str:
    """What browsers send is short, and what is remembered must be."""
    return "identity" if len(accepted) > LONGEST_ACCEPT else best_of(accepted)


@lru_cache(maxsize=500)
def best_of(accepted: str) -> str:
    """Of br, gzip and identity the one that weighs most by RFC 9110, 12.5.3; br among equals."""
    weights = dict(weight(part) for part in accepted.lower().split(",") if part.strip())
    other = weights.get("*", 0.0)
    found = {name: weights.get(name, other) for name in ("br", "gzip")}
    # not named, it is acceptable, but what somebody asked for comes first
    found["identity"] = weights.get("identity", 0.0)
    best = max(found, key=lambda name: found[name])
    return best if found[best] > 0 else "identity"


def weight(part: str) -> tuple[str, float]:
    name, _, said = part.partition(";")
    written = said.replace(" ", "").removeprefix("q=")
    try:
        return name.strip(), float(written) if said else 1.0
    except ValueError:
        return name.strip(), 0.0
