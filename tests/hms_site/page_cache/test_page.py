"""A kept page over HTTP: encodings, ETags, conditions, HEAD, and parts that nobody gets."""

import gzip

import brotli
import pytest
from django.http import HttpResponse

from hms_site.page_cache.page import CACHE_CONTROL, best_encoding

from .conftest import TEXT, was

PLAIN = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;Q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.2,gzip;q=0.8", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0, *", "gzip"),
        ("identity, gzip;q=0.5", "identity"),
        ("identity;q=0, gzip", "gzip"),
        ("zstd", "identity"),
        ("br;q=much", "identity"),
        ("brother", "identity"),
        ("br, " * 100, "identity"),
    ],
)
def test_encoding_is_what_the_client_wants_most(accepted, chosen):
    assert best_encoding(accepted) == chosen


def test_every_encoding_holds_the_same_text_under_an_etag_of_its_own(asking):
    ask = asking()
    answers = {name: ask(**{"accept-encoding": name}) for name in PLAIN}

    for name, answer in answers.items():
        assert PLAIN[name](answer.content) == TEXT.encode()
        assert answer.headers.get("Content-Encoding", "identity") == name
        assert int(answer["Content-Length"]) == len(answer.content)
        assert answer["Vary"] == "Accept-Encoding"
        assert answer["Cache-Control"] == CACHE_CONTROL
    assert len({answer["ETag"] for answer in answers.values()}) == len(PLAIN)
    assert not any(answer["ETag"].startswith("W/") for answer in answers.values())


@pytest.mark.parametrize("encoding", PLAIN)
def test_head_has_the_headers_of_get_and_no_body(asking, encoding):
    ask = asking()
    drawn = ask(method="HEAD", **{"accept-encoding": encoding})
    page = ask(**{"accept-encoding": encoding})
    head = ask(method="HEAD", **{"accept-encoding": encoding})

    assert dict(head.headers) == dict(page.headers)
    assert head.content == drawn.content == b""
    assert page.content != b""


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '"other", W/{} , "more"', "*"])
def test_whoever_has_the_page_is_told_so(asking, form):
    ask = asking()
    first = ask(**{"accept-encoding": "br"})

    answer = ask(**{"accept-encoding": "br", "if-none-match": form.format(first["ETag"])})

    assert (answer.status_code, answer.content) == (304, b"")
    for header in ("ETag", "Cache-Control", "Vary"):
        assert answer[header] == first[header]


def test_page_in_another_encoding_is_another(asking):
    ask = asking()
    squeezed = ask(**{"accept-encoding": "br"})

    answer = ask(**{"accept-encoding": "gzip", "if-none-match": squeezed["ETag"]})

    assert answer.status_code == 200


def test_condition_that_is_none_gets_the_page(asking):
    ask = asking()
    etag = ask()["ETag"]

    for condition in ("", "nonsense", '"' + "x" * 5000 + '"', etag.strip('"')):
        assert ask(**{"if-none-match": condition}).status_code == 200


def test_last_change_that_a_view_names_counts(asking):
    dated = {"Last-Modified": "Wed, 25 Nov 2026 12:00:00 GMT"}
    ask = asking(lambda request: HttpResponse(TEXT, headers=dated))
    ask()

    assert ask(**{"if-modified-since": dated["Last-Modified"]}).status_code == 304
    assert ask(**{"if-modified-since": "Tue, 24 Nov 2026 12:00:00 GMT"}).status_code == 200


@pytest.mark.parametrize("asked", ["bytes=0-9", "bytes=0-0,-1", "bytes=99999999-"])
def test_part_of_a_page_is_answered_with_the_whole(asking, asked):
    ask = asking()
    ask()

    answer = ask(range=asked)

    assert (answer.status_code, answer.content) == (200, TEXT.encode())
    assert "Content-Range" not in answer


def test_picture_is_kept_as_it_is(asking):
    drawn = b"\x89PNG" * 500
    ask = asking(lambda request: HttpResponse(drawn, content_type="image/png"))
    answers = [ask("/cards/0123456789ab.png", **{"accept-encoding": "br"}) for _ in range(2)]

    assert [was(answer) for answer in answers] == ["fwd=miss; stored", "hit"]
    assert answers[1].content == drawn
    assert not answers[1].has_header("Vary")


def test_own_word_of_a_view_on_keeping_stands(asking):
    ask = asking(lambda request: HttpResponse(TEXT, headers={"Cache-Control": "public, max-age=9"}))

    assert [ask()["Cache-Control"] for _ in range(2)] == ["public, max-age=9"] * 2
