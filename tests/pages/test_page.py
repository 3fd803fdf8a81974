"""A page of the tree: its blocks, the pages below it, and entries that lead elsewhere."""

import pytest
from django.urls import reverse

from content import preview
from pages.models import (
    CallToAction,
    Contact,
    Figures,
    LinkList,
    Page,
    Picture,
    Quotation,
    RichText,
    SchoolFigure,
    SiteFacts,
)
from tests.factories import PageFactory
from tests.reading import Page as Reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return PageFactory(title="Aid", slug="aid", summary="Who pays for what.")


def add(kind, page, **fields):
    return kind.objects.create(parent=page, region="main", ordering=10, **fields)


def read(client, page):
    return Reading(client.get(page.get_absolute_url()))


def html(client, page):
    return client.get(page.get_absolute_url()).content.decode()


def test_draft_is_not_found(client):
    draft = PageFactory(state=Page.State.DRAFT)

    assert client.get(draft.get_absolute_url()).status_code == 404


def test_page_below_a_draft_is_not_found(client):
    below = PageFactory(parent=PageFactory(state=Page.State.DRAFT))

    assert client.get(below.get_absolute_url()).status_code == 404


def test_address_follows_the_facts_of_the_site(client, page):
    facts = SiteFacts.objects.create(street="1 Old Street", phone="617-555-0100", founded=1782)
    add(Contact, page, heading="Address")
    html(client, page)

    facts.street, facts.phone = "2 New Street", "617-555-0199"
    facts.save()

    shown = read(client, page)
    assert "1 Old Street" not in shown.text
    assert "2 New Street" in shown.text
    assert "tel:+16175550199" in shown.links


def test_page_shows_its_title_and_summary(client, page):
    shown = read(client, page)

    assert shown.headings == ["Aid"]
    assert "Who pays for what." in shown.text
    assert '<meta name="description" content="Who pays for what.">' in html(client, page)


def test_blocks_stand_in_their_order(client, page):
    RichText.objects.create(parent=page, region="main", ordering=2, heading="Second")
    RichText.objects.create(parent=page, region="main", ordering=1, heading="First")

    assert read(client, page).headings == ["Aid", "First", "Second"]


def test_text_keeps_its_markup_and_loses_scripts(client, page):
    block = add(RichText, page, text="<p>Some <strong>text</strong></p><script>alert(1)</script>")
    block.full_clean()
    block.save()

    assert "<p>Some <strong>text</strong></p>" in html(client, page)
    assert "alert(1)" not in html(client, page)


def test_heading_of_a_block_is_escaped(client, page):
    add(RichText, page, heading="<i>Aid</i>")

    assert "<i>Aid" not in html(client, page)


def test_link_list_shows_its_links(client, page):
    add(LinkList, page, text='<ul><li><a href="/news/">News</a></li></ul>')

    assert read(client, page).links[-1] == "/news/"


def test_figures_show_their_own_lines(client, page):
    SchoolFigure.objects.create(number="1782", counted="year of foundation")
    add(Figures, page, figures="17 | hospitals")

    assert "hospitals 17" in read(client, page).text
    assert "1782" not in read(client, page).text


def test_figures_without_lines_are_the_schools(client, page):
    SchoolFigure.objects.create(number="1782", counted="year of foundation")
    add(Figures, page)

    assert "year of foundation 1782" in read(client, page).text


def test_quotation_names_who_said_it(client, page):
    add(Quotation, page, text="<p>Ask.</p>", byline="A. Placeholder")

    assert "<blockquote><p>Ask.</p></blockquote>" in html(client, page)
    assert "<figcaption>A. Placeholder</figcaption>" in html(client, page)


def test_picture_block_without_a_picture_shows_nothing(client, page):
    add(Picture, page)

    assert "<figure" not in html(client, page)


def test_call_to_action_has_a_button(client, page):
    add(CallToAction, page, heading="Ask us", link_url="/brochure/", link_label="Go there")

    shown = read(client, page)

    assert shown.links[-1] == "/brochure/"
    assert "Go there" in shown.text


def test_page_lists_the_pages_below_it(client, page):
    PageFactory(parent=page, title="Hidden", state=Page.State.DRAFT)
    PageFactory(parent=page, title="Loans", summary="Money to give back.")

    shown = read(client, page)

    assert shown.headings == ["Aid", "In this section", "Loans"]
    assert "Money to give back." in shown.text


def test_changed_block_shows_at_once(client, page):
    block = add(RichText, page, heading="Before")
    assert "Before" in read(client, page).headings

    block.heading = "After"
    block.save()

    assert "After" in read(client, page).headings


def test_entry_leads_to_its_page_for_the_time_being(client, page):
    entry = PageFactory(leads_to_page=page)

    response = client.get(entry.get_absolute_url())

    assert (response.status_code, response["Location"]) == (302, "/aid/")


@pytest.mark.parametrize(
    "address", ["/news/", "https://www.example.org/x?y=1", "mailto:a@example.org", "tel:+1617"]
)
def test_entry_leads_to_its_address(client, address):
    entry = PageFactory(leads_to_address=address)

    response = client.get(entry.get_absolute_url())

    assert (response.status_code, response["Location"]) == (302, address)


def test_entry_never_leads_to_itself(client):
    entry = PageFactory(slug="round", title="Round", leads_to_address="/round/")

    assert read(client, entry).headings == ["Round"]


def test_entries_that_lead_round_are_not_found(client):
    one, two = PageFactory(slug="one", leads_to_address="/two/"), PageFactory(slug="two")
    Page.objects.filter(pk=two.pk).update(leads_to_page=one)

    assert client.get("/one/").status_code == 404


def test_entry_to_a_draft_is_not_found(client):
    entry = PageFactory(leads_to_page=PageFactory(state=Page.State.DRAFT))

    assert client.get(entry.get_absolute_url()).status_code == 404


def test_preview_shows_the_draft_with_its_blocks(client):
    draft = PageFactory(title="Plan", state=Page.State.DRAFT)
    add(RichText, draft, heading="Soon")

    shown = Reading(client.get(preview.link(draft)))

    assert shown.headings == ["Plan", "Soon"]


def test_preview_link_of_another_page_opens_nothing(client, page):
    draft = PageFactory(state=Page.State.DRAFT)
    token = preview.link(page).partition("?")[2]

    assert client.get(f"{draft.get_absolute_url()}?{token}").status_code == 404


@pytest.mark.parametrize("query", ["?preview=", "?preview=%00", "?preview=" + "x" * 5000])
def test_broken_preview_link_is_answered(client, page, query):
    assert client.get(f"/aid/{query}").status_code in (200, 404)


def test_post_is_refused(client, page):
    assert client.post(reverse("pages:page", args=["aid"])).status_code == 405
