import pytest
from django.urls import reverse

from programs.models import CreditComponent, Program
from tests.factories import (
    CreditRuleFactory,
    DegreeTypeFactory,
    ProgramFactory,
    StandardRuleFactory,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db
LIST = "/programs/"
Status = Program.Status


def change_rule(rule, total, other):
    rule.total_credits = total
    rule.save()
    part = rule.components.get(kind=CreditComponent.Kind.OTHER)
    part.minimum_credits = other
    part.save()


def program_links(page):
    compare = f"{LIST}compare/"
    below = [link for link in page.links if link.startswith(LIST) and link != LIST]
    return [link for link in below if not link.startswith(compare)]


def test_program_list_is_grouped_by_degree_type_in_order(client):
    later = DegreeTypeFactory(name="Master of Later", position=2)
    sooner = DegreeTypeFactory(name="Master of Sooner", position=1)
    for degree_type, slug, position in (
        (later, "fourth", 2), (sooner, "second", 5), (later, "third", 1), (sooner, "first", 4),
    ):  # fmt: skip
        ProgramFactory(degree_type=degree_type, slug=slug, listing_position=position)

    page = Page(client.get(LIST))

    assert program_links(page) == [f"{LIST}{n}/" for n in ("first", "second", "third", "fourth")]
    assert page.text.index("Master of Sooner") < page.text.index("Master of Later")


def test_program_list_names_each_program_with_its_summary(client):
    ProgramFactory(short_name="Immunology", summary="How the body defends itself.")

    text = Page(client.get(LIST)).text

    assert "Immunology" in text
    assert "How the body defends itself." in text


def test_program_list_shows_the_credits_of_each_degree_type(client):
    for total, other in ((36, 32), (64, 60)):
        rule = StandardRuleFactory(total_credits=total, other__minimum_credits=other)
        ProgramFactory(degree_type=rule.degree_type)

    text = Page(client.get(LIST)).text

    for number in (36, 32, 64, 60):
        assert f"{number} credits" in text


def test_changing_a_rule_changes_list_program_and_home(client):
    rule = StandardRuleFactory()
    program = ProgramFactory(degree_type=rule.degree_type)
    addresses = ["/", LIST, program.get_absolute_url()]
    for address in addresses:
        assert "36 credits" in Page(client.get(address)).text

    change_rule(rule, total=41, other=37)

    for address in addresses:
        text = Page(client.get(address)).text
        assert "41 credits" in text
        assert "36 credits" not in text


def test_program_list_without_programs_is_a_page(client):
    assert client.get(LIST).status_code == 200


def test_program_list_hides_retired_and_keeps_paused_programs(client):
    for status in Status.values:
        ProgramFactory(slug=status, status=status)

    assert set(program_links(Page(client.get(LIST)))) == {f"{LIST}open/", f"{LIST}paused/"}


def test_program_page_shows_its_names_text_and_credits(client):
    rule = StandardRuleFactory(degree_type__name="Master of Kinds")
    program = ProgramFactory(
        degree_type=rule.degree_type, official_name="Master of Testing", overview="Why.\n\nHow."
    )

    page = Page(client.get(program.get_absolute_url()))

    assert "Master of Testing" in page.headings[0]
    for said in ("Master of Kinds", "36 credits", "4 credits of", "32 credits of", "Why.", "How."):
        assert said in page.text


def test_program_page_without_a_valid_rule_shows_no_credits(client):
    rule = CreditRuleFactory(valid_from_year=2999)
    program = ProgramFactory(degree_type=rule.degree_type)

    response = client.get(program.get_absolute_url())

    assert response.context["rule"] is None
    assert "36 credits" not in Page(response).text


def test_open_program_leads_to_the_form_that_ticks_it(client):
    program = ProgramFactory(slug="immunology")

    page = Page(client.get(program.get_absolute_url()))

    assert f"{reverse('inquiries:brochure')}?program=immunology" in page.links


def test_paused_program_is_readable_without_a_link_that_ticks_it(client):
    program = ProgramFactory(status=Status.PAUSED, official_name="Master of Pausing")

    response = client.get(program.get_absolute_url())

    assert response.status_code == 200
    page = Page(response)
    assert "Master of Pausing" in page.text
    assert not [link for link in page.links if "?program=" in link]


def test_retired_program_is_gone_and_shows_a_way_on(client):
    program = ProgramFactory(status=Status.RETIRED, official_name="Master of Yore")

    response = client.get(program.get_absolute_url())

    assert response.status_code == 410
    page = Page(response)
    assert "Master of Yore" in page.text
    assert LIST in page.links
    assert not [link for link in page.links if "?program=" in link]


def test_text_of_staff_is_shown_as_text(client):
    program = ProgramFactory(official_name="Master of <b>Bold</b>")

    html = client.get(program.get_absolute_url()).content.decode()

    assert "Master of &lt;b&gt;Bold&lt;/b&gt;" in html


@pytest.mark.parametrize(
    "slug",
    ["unknown", "%00", "immunology%00", "IMMUNOLOGY", "x" * 5000, "..%2F", "im%20munology", "ä"],
)
def test_address_of_no_program_is_not_found(client, slug):
    ProgramFactory(slug="immunology")

    response = client.get(f"{LIST}{slug}/")

    assert response.status_code == 404


def test_address_without_its_slash_leads_to_the_page(client):
    ProgramFactory(slug="immunology")

    response = client.get("/programs/immunology")

    assert (response.status_code, response["Location"]) == (301, "/programs/immunology/")
