"""The pictures of links: drawn from public rows alone, whatever a title holds."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from hms_site.machine import cards
from hms_site.machine.cards import DRAWABLE, Card, card_of, drawn, general
from news.models import NewsItem
from programs.models import Program
from tests.factories import (
    EventFactory,
    NewsItemFactory,
    PageFactory,
    ProgramFactory,
    SiteFactsFactory,
    StandardRuleFactory,
)

pytestmark = pytest.mark.django_db
OTHER_VERSION = "0123456789ab"
ANY_PLACE = "/cards/{}/" + OTHER_VERSION + ".png"


def address(row):
    return card_of(row).address(row.get_absolute_url())


def pixels(png):
    image = Image.open(BytesIO(png))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    return image.convert("RGB").tobytes()


@pytest.mark.parametrize("factory", [ProgramFactory, NewsItemFactory, EventFactory, PageFactory])
def test_card_of_a_public_row_is_a_picture_to_be_kept_for_a_year(client, factory):
    response = client.get(address(factory()))

    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert pixels(response.content) != pixels(drawn(general()))
    assert not response.cookies


def test_general_card_is_a_picture(client):
    response = client.get(general().address())

    assert response.status_code == 200
    assert pixels(response.content)


def test_card_says_what_a_program_is_and_asks_for():
    program = ProgramFactory(degree_type=StandardRuleFactory().degree_type)

    card = card_of(program)

    assert card.title == program.official_name
    assert (card.total, card.parts) == (36, (("capstone", 4), ("other", 32)))


def test_card_of_a_program_without_a_rule_has_no_credits():
    card = card_of(ProgramFactory())

    assert (card.total, card.parts) == (0, ())


def test_card_says_kind_and_day_of_news():
    item = NewsItemFactory(kind=NewsItem.Kind.FILM, publish_at=datetime(2024, 2, 3, 2, tzinfo=UTC))

    assert card_of(item).kicker == "Film · February 2, 2024"


def test_card_of_news_from_an_unknown_day_names_none():
    assert card_of(NewsItemFactory(is_dated=False)).kicker == "News"


def test_card_says_the_day_of_an_event_where_it_takes_place():
    start = datetime(2027, 1, 5, 20, tzinfo=UTC)

    event = EventFactory(starts_at=start, time_zone="Asia/Kolkata")

    assert card_of(event).kicker == "Talk · January 6, 2027"


def test_card_of_a_cancelled_event_says_so():
    assert card_of(EventFactory(is_cancelled=True)).kicker.startswith("Cancelled · ")


def test_card_of_a_page_says_where_it_stands():
    section = PageFactory(title="About the school", menu="main")

    assert card_of(PageFactory(parent=section)).kicker == "About the school"
    assert card_of(section).kicker == ""


@pytest.mark.parametrize("factory", [NewsItemFactory, EventFactory, PageFactory])
def test_what_is_not_public_has_no_card(client, factory):
    hour = timedelta(hours=1)
    draft = factory(state="draft")
    scheduled = factory(publish_at=timezone.now() + hour)
    ended = factory(publish_at=timezone.now() - 2 * hour, unpublish_at=timezone.now() - hour)

    answers = [client.get(address(row)).status_code for row in (draft, scheduled, ended)]

    assert answers == [404, 404, 404]


def test_retired_program_has_no_card(client):
    program = ProgramFactory(status=Program.Status.RETIRED)

    assert client.get(address(program)).status_code == 404


@pytest.mark.parametrize("place", ["nowhere", "news/nothing", "programs/a/b", "admin", "x" * 5000])
def test_place_without_a_public_page_has_no_card(client, place):
    assert client.get(ANY_PLACE.format(place)).status_code == 404


@pytest.mark.parametrize("end", ["abc.png", "0123456789AB.png", "%00.png", "0123456789ab.svg"])
def test_address_that_is_none_of_ours_is_not_found(client, end):
    NewsItemFactory(slug="brain")

    assert client.get(f"/cards/news/brain/{end}").status_code == 404


def test_former_version_leads_to_the_present_one(client):
    item = NewsItemFactory(slug="brain", title="As it was")
    former = address(item)
    item.title = "As it is"
    item.save()

    response = client.get(former)

    assert (response.status_code, response["Location"]) == (302, address(item))
    assert response["Cache-Control"] == "no-cache"


def test_new_design_gives_every_card_another_address(monkeypatch):
    before = Card("The same").version

    monkeypatch.setattr(cards, "DESIGN_VERSION", "another")

    assert Card("The same").version != before


@pytest.mark.parametrize(
    "title", ['#read("/etc/passwd") $x$ *b* @c <d> \\ \' "', "W" * 200, "word " * 40, " ", "İçin ὕ"]
)
def test_any_title_is_drawn_as_text(title):
    assert pixels(drawn(Card(title[:200])))


@pytest.mark.parametrize("title", ["医学の未来", "Medicine 🧬", "دواء", "תרופה", "a\tb", "a\nb"])
def test_title_that_the_font_cannot_set_gets_the_general_card(title):
    assert card_of(NewsItemFactory(title=title)) == general()


def test_font_has_all_that_counts_as_drawable():
    """PDF/UA, unlike PNG, refuses a glyph that is missing."""
    import typst

    known = " ".join(chr(code) for code in range(0x20, 0x3000) if DRAWABLE.fullmatch(chr(code)))
    source = b'#set document(title: "all")\n#set text(font: "Libertinus Serif", fallback: false)\n'
    text = {"text": "".join(known.split("\xad"))}

    assert typst.compile(
        source + b"#sys.inputs.text",
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        sys_inputs=text,
    )


def test_degree_of_five_hundred_credits_fits():
    assert pixels(drawn(Card("Long", total=500, parts=(("capstone", 1), ("other", 499)))))


def test_picture_is_drawn_once():
    drawn.cache_clear()

    assert drawn(Card("Once")) is drawn(Card("Once"))
    assert drawn.cache_info().maxsize == 64


def test_card_carries_the_name_that_staff_gave_the_school():
    SiteFactsFactory(name="School of Examples")

    assert card_of(None).wordmark == "School of Examples"
