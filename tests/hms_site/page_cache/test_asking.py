"""No visitor puts anything into another's page, and none fills the memory."""

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from hms_site.machine.cards import general
from hms_site.page_cache import asking as asking_module
from hms_site.page_cache.asking import MAY_ASK
from hms_site.page_cache.figures import figures
from tests.factories import (
    EventFactory,
    KeyDateFactory,
    NewsItemFactory,
    PageFactory,
    PlanFactory,
    ProgramFactory,
    StandardRuleFactory,
)

from .conftest import TEXT, was

pytestmark = pytest.mark.django_db
POISON = "p0is0n"
HOSTILE = {
    "x-forwarded-host": f"{POISON}.example",
    "x-forwarded-proto": "https",
    "x-forwarded-for": POISON,
    "x-forwarded-port": "1",
    "x-original-url": f"/{POISON}",
    "x-rewrite-url": f"/{POISON}",
    "x-http-method-override": "POST",
    "forwarded": f"host={POISON}.example",
    "accept-language": POISON,
    "accept": POISON,
    "user-agent": POISON,
    "referer": f"https://{POISON}.example/?utm_source={POISON}",
    "origin": f"https://{POISON}.example",
    "cookie": f"csrftoken={POISON}; {POISON}={POISON}",
    "if-none-match": "*",
    "range": "bytes=0-3",
}


@pytest.fixture
def addresses():
    """One for each view that is kept."""
    rule = StandardRuleFactory()
    program = ProgramFactory(slug="immunology", degree_type=rule.degree_type)
    PlanFactory(program=program, rule=rule)
    KeyDateFactory(program=program)  # a feed without entries was changed when it is drawn
    NewsItemFactory(slug="brain")
    EventFactory(slug="sleep")
    PageFactory(slug="about", title="About")
    arguments = {
        "card": {"version": general().version},
        "news:detail": {"slug": "brain"},
        "pages:page": {"path": "about"},
    }
    for name in ("program_json", "program_dates", "programs:detail", "programs:plan"):
        arguments[name] = {"slug": "immunology"}
    for name in ("events:detail", "events:event_calendar"):
        arguments[name] = {"slug": "sleep"}
    return {name: reverse(name, kwargs=arguments.get(name)) for name in MAY_ASK}


def test_each_view_that_may_be_kept_is_kept(client, addresses):
    for name, address in addresses.items():
        assert (name, [was(client.get(address)) for _ in range(2)]) == (
            name,
            ["fwd=miss; stored", "hit"],
        )


def test_headers_and_parameters_that_are_not_keyed_change_nothing(addresses, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    for name, address in addresses.items():
        for cache in ("pages", "asked"):
            caches[cache].clear()
        query = "" if name == "programs:plan" else f"?utm_source={POISON}&{POISON}[]={POISON}&_=1"
        Client(headers=HOSTILE | {"host": "other.example"}).get(address + query)
        kept = Client().get(address)
        settings.PAGE_CACHE = False
        drawn = Client().get(address)
        settings.PAGE_CACHE = True

        assert (name, was(kept)) == (name, "hit")
        assert (name, kept.content) == (name, drawn.content)
        assert POISON not in str(kept.headers)


@pytest.mark.errors_expected
def test_foreign_host_gets_no_kept_page(client):
    client.get("/")

    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_nobody_claims_https_where_no_proxy_is_trusted(asking):
    schemes = []
    ask = asking(lambda request: schemes.append(request.scheme) or HttpResponse(TEXT))

    ask(**{"x-forwarded-proto": "https"})

    assert schemes == ["http"]
    assert was(ask()) == "hit"


def test_parameters_count_in_any_order_and_others_do_not(client):
    client.get("/news/?kind=film&page=2")

    assert was(client.get("/news/?page=2&utm_source=x&kind=film")) == "hit"
    assert was(client.get("/news/?page=1&kind=film")) == "fwd=miss; stored"
    assert was(client.get("/programs/?page=2")) == "fwd=miss; stored"
    assert was(client.get("/programs/")) == "hit"


def test_view_sees_no_parameter_but_those_of_its_key(asking):
    seen = []
    ask = asking(lambda request: seen.append(request.GET.dict()) or HttpResponse(TEXT))

    ask("/news/?page=2&next=x&%74opic=%C3%A4")
    ask("/?page=2")

    assert seen == [{"page": "2", "topic": "ä"}, {}]


def test_order_of_compared_programs_counts(client):
    rule = StandardRuleFactory()
    for slug in ("a", "b"):
        ProgramFactory(slug=slug, degree_type=rule.degree_type)
    one = client.get("/programs/compare/?p=a&p=b")
    other = client.get("/programs/compare/?p=b&p=a")

    assert was(other) == "fwd=miss; stored"
    assert one.content != other.content


def test_plan_that_somebody_made_is_not_kept(asking):
    ask = asking()

    assert was(ask("/programs/a/plan/?take=X.1")) == ""
    assert was(ask("/programs/a/plan/")) == "fwd=miss; stored"


def test_redirect_of_a_moved_page_keeps_its_whole_query(client):
    item = NewsItemFactory(slug="before")
    item.slug = "afterwards"
    item.save()

    answer = client.get("/news/before/?utm_source=x")

    assert answer["Location"] == "/news/afterwards/?utm_source=x"
    assert was(answer) == ""


def test_queries_without_end_push_out_no_plain_page_and_stay_within_their_share(asking, settings):
    small = settings.CACHES["asked"] | {"LOCATION": "small", "OPTIONS": {"MAX_BYTES": 100_000}}
    settings.CACHES = settings.CACHES | {"asked": small}
    ask = asking()
    ask("/news/")

    for number in range(500):
        ask(f"/news/?page={number}")

    assert was(ask("/news/")) == "hit"
    assert 0 < caches["asked"].bytes_held <= 100_000
    caches["asked"].clear()


def test_unknown_and_huge_queries_keep_nothing(asking):
    ask = asking()
    for number in range(100):
        ask(f"/?{number}={'x' * number}")
        ask(f"/news/?{'&'.join(f'page={n}' for n in range(100, 300))}&n={number}")
        ask(f"/news/?{number}&{'a=b&' * 2000}")

    assert figures()["pages"] == 1


def test_address_of_any_length_is_answered(client):
    assert client.get("/" + "x" * 9000 + "/").status_code == 404
    assert client.get("/news/?" + "page=1&" * 900).status_code == 200


def test_host_and_query_reach_a_view_only_by_what_is_listed():
    """Nothing below the addresses that are never looked up may be listed by mistake."""
    forbidden = {"search:search", "inquiries", "admin", "account", "styleguide", "media"}

    assert not {name for name in MAY_ASK if forbidden & {name, name.partition(":")[0]}}
    assert set(MAY_ASK) >= asking_module.ONLY_BARE
