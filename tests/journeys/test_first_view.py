"""The first view of a text page, with nothing in the cache: what crosses the line."""

import gzip

import brotli
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]

BEFORE_FIRST_PAINT = {"document", "stylesheet"}


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/programs/",
        "/programs/bioethics/",
        "/programs/bioethics/plan/",
        "/programs/compare/?p=bioethics&p=immunology",
        "/news/",
        "/brochure/",
    ],
)
def test_first_view_keeps_its_budget(page, address):
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address, wait_until="networkidle")
    sizes = [(each.request.resource_type, compressed_size(each)) for each in responses]

    assert len(sizes) <= 8
    assert sum(size for kind, size in sizes if kind in BEFORE_FIRST_PAINT) <= 14_000
    assert sum(size for _, size in sizes) <= 90_000


def compressed_size(response):
    """As sent over TLS: our files in brotli, documents as the proxy in front compresses them."""
    body = response.body()
    if response.request.resource_type == "document":
        return len(gzip.compress(body))
    return min(len(body), len(brotli.compress(body)))
