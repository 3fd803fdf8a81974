"""The school's pages as load_content brings them."""

import json
from pathlib import Path

import pytest
from django.apps import apps

from pages.models import HomeBlock, HomeFeature, Page, ResourceLink, SocialLink

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("school")]


def facts(name):
    path = Path(apps.get_app_config("pages").path) / "data" / f"{name}.json"
    return json.loads(path.read_text())


def test_tree_of_the_school_has_its_menus_and_the_addresses_they_lead_to(client):
    public = Page.objects.published()
    assert public.count() == Page.objects.count()
    of_menu = {menu: public.filter(menu=menu) for menu in ("main", "utility", "footer")}
    assert {menu: pages.count() for menu, pages in of_menu.items()} == {
        "main": 4,
        "utility": 5,
        "footer": 8,
    }
    entries = public.filter(parent__in=of_menu["main"])
    assert [section.title for section in of_menu["main"].order_by("position")] == [
        "Education & Admissions",
        "Research",
        "News & Events",
        "About HMS",
    ]
    assert entries.count() == 34
    for page in public.exclude(leads_to_page=None):
        assert page.leads_to_page.leads_to_page is None


def test_home_and_facts_have_the_labels_of_the_school():
    names = SocialLink.objects.values_list("name", flat=True)
    assert list(names) == ["Facebook", "twitter", "linkedin", "instagram", "youtube"]
    assert HomeFeature.objects.published().count() == 3
    assert [block.links.count() for block in HomeBlock.objects.filter(kind="education")] == [6]
    assert ResourceLink.objects.count() == 10
    assert ResourceLink.objects.filter(academic_year=2021).count() == 2


def test_every_place_of_this_site_that_a_text_names_is_there(client):
    told = " ".join(json.dumps(facts(name)) for name in ("pages", "resources", "home"))
    linked = {part.split('\\"')[0] for part in told.split('href=\\"/')[1:]}
    linked |= {part.split('"')[0] for part in told.split('url": "/')[1:]}

    # stories of the news and the feed are looked at with the news
    lost = [
        address
        for address in sorted(linked)
        if not address.startswith("news/") and client.get(f"/{address}").status_code >= 400
    ]
    assert len(linked) > 20
    assert lost == []
