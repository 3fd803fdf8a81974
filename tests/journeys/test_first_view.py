"""The first view of a text page, with nothing in the cache: what crosses the line."""

import gzip

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.looks]

BEFORE_FIRST_PAINT = {"document", "stylesheet"}


@pytest.mark.parametrize("address", ["/", "/programs/", "/programs/bioethics/", "/news/"])
def test_first_view_keeps_its_budget(page, address):
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address, wait_until="networkidle")
    sizes = [(each.request.resource_type, compressed_size(each)) for each in responses]

    assert len(sizes) <= 8
    assert sum(size for kind, size in sizes if kind in BEFORE_FIRST_PAINT) <= 14_000
    assert sum(size for _, size in sizes) <= 90_000


def compressed_size(response):
    """Fonts are compressed as they are; text is by the proxy in front, if not by us."""
    body = response.body()
    return min(len(body), len(gzip.compress(body, 9)))
