"""Each answer has an id, and so have the log's lines about it."""

import re

import pytest

from content.log_lines import LineFormatter, what_about
from hms_site.insight.request_id import request_id

pytestmark = pytest.mark.django_db
FROM_NGINX = "0123456789abcdef0123456789ABCDEF"
FROM_ENVOY = "01234567-89ab-cdef-0123-456789abcdef"
MADE_HERE = re.compile(r"[0-9a-f]{32}")


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/healthz/live"])
def test_each_answer_has_an_id_of_its_own(client, address):
    first, second = (client.get(address)["X-Request-ID"] for _ in range(2))

    assert MADE_HERE.fullmatch(first)
    assert first != second


@pytest.mark.parametrize("given", [FROM_NGINX, FROM_ENVOY])
def test_id_of_our_proxy_is_kept(client, settings, given):
    settings.TRUSTED_PROXY_COUNT = 1

    assert client.get("/healthz/live", headers={"x-request-id": given})["X-Request-ID"] == given


@pytest.mark.parametrize(
    ("proxies", "given"),
    [(0, FROM_NGINX), (1, ""), (1, "ada@example.org"), (1, "6174321000"), (1, FROM_NGINX + "\n")],
)
def test_what_is_no_id_or_a_visitors_own_is_not_taken(rf, settings, proxies, given):
    settings.TRUSTED_PROXY_COUNT = proxies
    seen = []

    def view(request):
        seen.append(what_about()["request_id"])
        return {}

    answer = request_id(view)(rf.get("/", headers={"x-request-id": given}))

    assert seen == [answer["X-Request-ID"]]
    assert MADE_HERE.fullmatch(seen[0])
    assert what_about() == {}


@pytest.mark.parametrize("address", ["/nowhere/", "/brochure/thanks/x/"])
def test_line_about_a_refused_request_has_its_id(client, caplog, address):
    own = client.get(address)["X-Request-ID"]

    [line] = [LineFormatter().format(record) for record in caplog.records]
    assert line == f"Not Found: {address} request_id={own}"
