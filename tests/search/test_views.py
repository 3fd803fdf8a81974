import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.models import Document, Query
from search.results import RESULTS_PER_PAGE
from tests.factories import NewsItemFactory, ProgramFactory
from tests.reading import Page
from tests.search.site import make_event, make_page, make_site, write

pytestmark = pytest.mark.django_db
SEARCH = "/search/"
MOST_QUERIES = 4


def search(client, text, **more):
    return client.get(SEARCH, {"q": text, **more})


def results(response):
    """The pages that the answer leads to, each once, in order."""
    elsewhere = ("?", "/search/?", "mailto:", "tel:")
    return [link for link in Page(response).links if not link.startswith(elsewhere)]


def test_results_lead_to_what_was_found_best_first(client):
    make_site()

    response = search(client, "immunology")

    assert results(response) == ["/programs/immunology/", "/news/bench/", "/programs/"]
    assert "3 results" in Page(response).headings


def test_result_says_kind_day_trail_and_words_in_their_place(client):
    make_site()

    html = search(client, "professors").content.decode()
    assert "Three <mark>professors</mark> began" in html
    assert "About the School" in html
    event = search(client, "diagnosis")
    assert "Event , March 4, 2027 , cancelled" in Page(event).text
    assert 'datetime="2027-03-04"' in event.content.decode()


def test_results_can_be_narrowed_to_a_kind_with_its_number(client):
    make_site()

    every, news = search(client, "immunology"), search(client, "immunology", kind="news")

    assert "All 3 Programs 1 Pages 1 News 1" in Page(every).text
    assert results(news) == ["/news/bench/"]
    assert "1 of 3 results" in Page(news).headings
    assert "?q=immunology&kind=program" in Page(news).links


@pytest.mark.parametrize("kind", ["nothing", "", "NEWS", "\0", "x" * 5000])
def test_kind_that_is_none_shows_all(client, kind):
    make_site()

    assert len(results(search(client, "immunology", kind=kind))) == 3


def test_kind_without_results_leads_to_the_others(client):
    make_site()

    response = search(client, "immunology", kind="event")

    assert results(response) == []
    assert "?q=immunology" in Page(response).links


def test_results_break_into_pages_that_lead_to_each_other(client):
    for number in range(RESULTS_PER_PAGE + 1):
        NewsItemFactory(title="Otters & so", slug=f"otter-{number}")

    first, second = search(client, "otters & so"), search(client, "otters & so", page=2)

    assert len(results(first)) == RESULTS_PER_PAGE
    assert len({*results(first), *results(second)}) == RESULTS_PER_PAGE + 1
    assert "/search/?q=otters+%26+so&page=2" in Page(first).links
    assert "page 2 |" in second.content.decode()


@pytest.mark.parametrize("page", ["", "two", "0", "-1", "9" * 50, "\0", "1.5"])
def test_page_number_that_is_none_still_gives_a_page(client, page):
    NewsItemFactory(title="Otter")

    response = search(client, "otter", page=page)

    assert response.context["page"].number == 1
    assert len(results(response)) == 1


def test_page_without_a_query_says_where_to_begin(client):
    response = client.get(SEARCH)

    assert Page(response).headings == ["Search", "Where to begin"]
    assert results(response) == ["/programs/", "/events/", "/news/", "/brochure/"]


def test_nothing_found_gives_hints_and_other_ways(client):
    response = search(client, "otters walruses")

    page = Page(response)
    assert page.headings[1] == "Nothing found for “ otters walruses ”"
    assert "fewer words" in page.text
    assert {"/programs/", "/events/", "/news/", "/brochure/"} <= set(page.links)
    assert any(link.startswith("mailto:") for link in page.links)


def test_misspelled_word_is_answered_with_the_nearest_of_a_title(client):
    NewsItemFactory(title="Immunology <today>")

    response = search(client, "imunology todey")

    assert "Did you mean immunology today ?" in Page(response).text
    assert "?q=immunology%20today" in Page(response).links


def test_word_of_a_draft_is_not_suggested(client):
    NewsItemFactory(title="Immunology", state="draft")

    assert "Did you mean" not in Page(search(client, "imunology")).text


HOSTILE = [
    "%", "%%%", "_", "\\", "'", '"', '"""', "\0", "a\0b", "()", "*", "--", "; DROP TABLE", "🧠",
    "🧠" * 3000, "x" * 6000, "word " * 2000, '"' * 5000, "\u202eevil\u202c", "שלום", "\ud7ff\ufffe",
    "e\u0301" * 100, "{{ 1 }}", "%00", "\r\n\t", "a" * 199 + "ß",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_query_is_answered_calmly(client, text):
    make_page("Brain", "brain")

    response = search(client, text)

    assert response.status_code == 200
    assert len(response.content) < 30_000
    assert "\0" not in response.content.decode()


def test_query_in_bytes_that_are_no_text_is_answered(client):
    assert client.get("/search/?q=%FF%FE%00&kind=%FF&page=%00").status_code == 200


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><mark onclick=x>', "&lt;b&gt;"])
def test_text_of_visitors_and_editors_is_shown_as_text(client, text):
    NewsItemFactory(title=f"{text} otter", summary=text)
    make_event(f"Otter {text}", "otter", place=text)
    write(make_page("Otter", "page", summary=text), "<p>Otter</p>", byline=text)

    html = search(client, f"{text} otter").content.decode()
    html += search(client, "otter").content.decode()

    assert "<script>alert" not in html
    assert "<mark onclick" not in html
    assert "<b>" not in html


def test_query_stays_in_the_field_and_in_the_title(client):
    html = search(client, 'brain "stem"').content.decode()

    assert 'value="brain &quot;stem&quot;"' in html
    assert "<title>brain &quot;stem&quot;: search |" in html


def test_result_pages_are_not_for_search_engines_nor_shared_caches(client):
    response = search(client, "brain")

    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert 'rel="canonical"' not in response.content.decode()
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("text", ["otter", "otters", "utter nonsense"])
def test_search_asks_as_many_queries_for_many_results_as_for_one(text):
    def queries():
        Client().get(SEARCH, {"q": text})  # what is kept until content changes is read
        with CaptureQueriesContext(connection) as asked:
            search(Client(), text)
        return len(asked)

    NewsItemFactory(title="Otter")
    with_one = queries()
    for _ in range(30):
        NewsItemFactory(title="Otter")
        ProgramFactory(summary="Otter.")

    assert queries() <= with_one <= MOST_QUERIES


def test_search_that_finds_nothing_first_stays_within_the_queries():
    NewsItemFactory(title="Immunology")
    Client().get(SEARCH)
    with CaptureQueriesContext(connection) as asked:
        search(Client(), "imunology")

    assert len(asked) <= MOST_QUERIES


def test_wrong_method_is_refused(client):
    assert client.post(SEARCH, {"q": "brain"}).status_code == 405


def test_head_is_answered_and_not_counted(client):
    assert client.head(SEARCH, {"q": "brain"}).status_code == 200
    assert not Query.objects.exists()
    assert not Document.objects.exists()


def test_search_sets_no_cookie(client):
    assert not search(client, "brain").cookies


def test_trail_leads_home(client):
    assert 'aria-label="Breadcrumb"' in search(client, "brain").content.decode()


def test_word_inside_others_alone_is_found_with_a_hint(client):
    NewsItemFactory(title="An institution", slug="institution")

    page = Page(search(client, "tution"))

    assert "Did you mean tuition ?" in page.text
    assert "/news/institution/" in page.links


def test_word_that_is_known_in_another_form_is_not_corrected(client):
    NewsItemFactory(title="A student")

    assert "Did you mean" not in Page(search(client, "students walrus")).text


def test_nothing_found_leads_to_what_stands_below_the_programs(client):
    above = make_page("Study", "study", menu="main", leads_to_address="/programs/")
    make_page("Cost and more", "cost", above)
    make_page("Elsewhere", "elsewhere", above, leads_to_address="https://example.org/")

    links = Page(search(client, "walrus")).links

    assert {"/study/cost/", "/programs/#questions"} <= set(links)
    assert "https://example.org/" not in links
