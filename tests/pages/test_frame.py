"""What stands around every page: header, trail, section, footer."""

from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content import preview
from pages.models import Page, SocialLink
from tests.factories import PageFactory, ProgramFactory, SiteFactsFactory, StandardRuleFactory

pytestmark = pytest.mark.django_db
MAIN = Page.Menu.MAIN


class Links(HTMLParser):
    """The links of a page as `label -> attributes`, by the name of the <nav> they stand in."""

    def __init__(self, response):
        super().__init__()
        self.navs, self.inside, self.link = {}, [], None
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "nav":
            name = attrs.get("aria-label") or attrs.get("aria-labelledby")
            self.inside.append(self.navs.setdefault(name, {}))
        if tag == "a" and self.inside:
            self.link, self.label = attrs, ""

    def handle_data(self, data):
        if self.link is not None:
            self.label += data

    def handle_endtag(self, tag):
        if tag == "a" and self.link is not None:
            self.inside[-1][self.label.strip()] = self.link
            self.link = None
        if tag == "nav":
            self.inside.pop()


@pytest.fixture
def section():
    return PageFactory(slug="education", title="Education", menu=MAIN)


@pytest.fixture
def masters(section):
    return PageFactory(
        parent=section, slug="masters", title="Masters", leads_to_address="/programs/"
    )


def navs(client, address):
    return Links(client.get(address)).navs


def text(client, address):
    return client.get(address).content.decode()


def test_every_page_has_search_and_the_brochure(client):
    html = text(client, "/news/")

    assert 'action="/search/"' in html
    assert 'name="q"' in html
    assert html.count("site-header__call") == 1


def test_main_menu_links_entries_to_where_they_end(client, masters):
    main = navs(client, "/news/")["Main"]

    assert {label: link["href"] for label, link in main.items()} == {
        "Education": "/education/",
        "Masters": "/programs/",
    }


def test_each_link_of_the_main_menu_is_printed_once(client, masters):
    assert text(client, "/news/").count('href="/education/"') == 1


def test_link_to_another_site_says_so(client):
    PageFactory(title="Giving", menu=Page.Menu.UTILITY, leads_to_address="https://example.org/")

    assert list(navs(client, "/news/")["Utility"]) == ["Giving (another site)"]


def test_current_page_and_what_is_above_it_are_marked(client, section):
    PageFactory(parent=section, slug="md", title="MD")

    main = navs(client, "/education/md/")["Main"]

    assert main["MD"]["aria-current"] == "page"
    assert main["Education"]["aria-current"] == "true"


def test_nothing_is_marked_where_the_tree_does_not_reach(client, section):
    assert "aria-current" not in navs(client, "/news/")["Main"]["Education"]


def test_entry_that_leads_to_a_part_of_the_site_is_marked_below_it(client, masters):
    rule = StandardRuleFactory()
    ProgramFactory(degree_type=rule.degree_type, slug="immunology")

    main = navs(client, "/programs/immunology/")["Main"]

    assert main["Masters"]["aria-current"] == "true"


def test_trail_leads_home_over_all_that_is_above(client, masters):
    PageFactory(parent=masters, slug="aid", title="Aid")

    trail = navs(client, "/education/masters/aid/")["Breadcrumb"]

    assert [link["href"] for link in trail.values()] == ["/", "/education/", "/programs/"]
    assert '<li class="breadcrumbs__here" aria-current="page">Aid</li>' in text(
        client, "/education/masters/aid/"
    )


@pytest.mark.parametrize("address", ["/", "/education/nothing/"])
def test_home_and_error_pages_have_no_trail(client, section, address):
    assert "Breadcrumb" not in navs(client, address)


def test_section_stands_beside_its_pages(client, section):
    md = PageFactory(parent=section, slug="md", title="MD")
    PageFactory(parent=section, slug="phd", title="PhD")
    PageFactory(parent=md, slug="apply", title="Apply")

    beside = navs(client, "/education/md/")["Education"]

    assert list(beside) == ["Education", "MD", "Apply", "PhD"]
    assert [link.get("aria-current") for link in beside.values()] == ["true", "page", None, None]


def test_page_without_a_section_has_nothing_beside_it(client):
    PageFactory(slug="privacy", menu=Page.Menu.FOOTER)

    assert "section-nav" not in text(client, "/privacy/")


def test_label_of_an_entry_is_escaped(client):
    PageFactory(title="<b>Labs & Co</b>", menu=MAIN)

    html = text(client, "/news/")

    assert "<b>Labs" not in html
    assert "&lt;b&gt;Labs &amp; Co&lt;/b&gt;" in html


def test_footer_shows_what_staff_wrote(client):
    SiteFactsFactory(phone="617-555-0199", inquiries_email="ask@example.org")
    SocialLink.objects.create(name="youtube", url="https://example.org/hms")

    html = text(client, "/news/")

    assert '<a href="tel:+16175550199">617-555-0199</a>' in html
    assert "1 Example Street<br>Boston, MA 02115" in html
    assert "mailto:ask@example.org" in html
    assert navs(client, "/news/")["Social media"]["youtube (another site)"]


def test_footer_without_facts_shows_what_is_known_of_the_school(client):
    html = text(client, "/news/")

    assert "25 Shattuck Street<br>Boston, MA 02115" in html
    assert 'href="tel:+16174321000"' in html


def test_changed_entry_shows_at_once(client, section):
    assert "Teaching" not in text(client, "/news/")

    section.menu_label = "Teaching"
    section.save()

    assert "Teaching" in navs(client, "/news/")["Main"]


def test_page_names_its_canonical_address(client, settings):
    settings.SITE_URL = "https://masters.example.org"

    html = text(client, "/news/?utm_source=mail")

    assert '<link rel="canonical" href="https://masters.example.org/news/">' in html


def test_missing_page_names_no_canonical_address(client):
    assert "canonical" not in text(client, "/nowhere/")


def test_preview_says_that_it_is_one_and_is_not_listed(client):
    draft = PageFactory(state=Page.State.DRAFT)

    html = text(client, preview.link(draft))

    assert "Preview: not public yet." in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical"' not in html


def test_public_page_is_no_preview(client):
    html = text(client, PageFactory().get_absolute_url())

    assert "Preview" not in html
    assert "noindex" not in html


@pytest.mark.parametrize("number", [3, 300])
def test_frame_costs_no_query_but_the_look_at_the_stamp(client, section, number):
    pages = [Page(parent=section, title="P", slug=f"p{n}", path=f"/p{n}/") for n in range(number)]
    Page.objects.bulk_create(pages)
    section.save()
    client.get("/education/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/education/")

    assert len(queries) == 1
