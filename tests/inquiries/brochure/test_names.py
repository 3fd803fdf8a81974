"""Names on the cover: in any script, and nothing but text."""

import pytest

from inquiries.brochure import names
from programs.models import Program

from .conftest import asking
from .reading import Pdf, drawn

pytestmark = pytest.mark.django_db


def cover(program, name, **values):
    """The words on the cover after “Prepared for”; empty without a name."""
    inquiry = asking(program, first_name=name, last_name="", **values)
    return Pdf(drawn(inquiry)).pages[0].partition("Prepared for ")[2].partition(" Version")[0]


@pytest.mark.parametrize(
    "name",
    [
        "Ada Example",
        "Анна Иванова",
        "Σοφία Παπαδοπούλου",
        "Nguyễn Thị Ánh",
        "王小明",
        "さくら 山田",
        "김민수",
        "สมชาย",
    ],
)
def test_name_is_printed_in_its_script(immunology, name):
    assert "".join(cover(immunology, name).split()) == "".join(name.split())


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("محمد الخوارزمي", "NotoSansArabic"),
        ("רחל כהן־לוי", "Arimo"),
        ("சோழன்", "NotoSansTamil"),
        ("प्रिया", "NotoSans-"),
        ("王小明", "NotoSansCJKsc"),
    ],
)
def test_name_is_drawn_with_the_font_of_its_script(immunology, name, font):
    """Scripts whose letters melt into one another are read back as glyphs: asked is the font."""
    pdf = Pdf(drawn(asking(immunology, first_name=name, last_name="")))

    assert [used for used in pdf.fonts_of_the_cover if font in used]
    assert pdf.pages[0].index("Prepared for") < pdf.pages[0].index("Version")


@pytest.mark.parametrize(
    "name",
    [
        '#import "passwd"',
        "$x$",
        "*Ada* _Example_ `code`",
        'Ada "\\" Example',
        '"))#panic("',
        "<label> = Heading",
        "\\u{abc}",
        "{{ada}} {% now %}",
    ],
)
def test_markup_in_a_name_is_text(immunology, name):
    assert cover(immunology, name) == name


def test_name_of_200_letters_stays_on_the_page(immunology):
    printed = cover(immunology, "W" * 200)

    assert printed.replace("\u200b", "").replace(" ", "") == "W" * 200


def test_overrides_of_direction_are_left_out(immunology):
    assert cover(immunology, "Ada\u202eelpmaxE\u2066") == "AdaelpmaxE"


def test_name_without_glyphs_is_left_out_and_not_logged(immunology, caplog):
    assert cover(immunology, "Ada \N{SLIGHTLY SMILING FACE}") == ""

    assert "comes without the name" in caplog.text
    assert "Ada" not in caplog.text


def test_strangers_message_does_not_stand_on_our_cover(immunology):
    assert cover(immunology, "Pay at https://example.org") == ""
    assert cover(immunology, "Ada Example", captcha="unverified") == ""


def test_text_of_the_school_without_glyphs_still_gives_a_brochure(immunology, caplog):
    immunology.summary = "Sleep \N{SLIGHTLY SMILING FACE} well."
    immunology.save()

    text = Pdf(drawn(asking(immunology))).text

    assert "well." in text
    assert "is no PDF/UA" in caplog.text


@pytest.mark.parametrize(
    ("name", "country", "font"),
    [
        ("王小明", "", "Noto Sans CJK SC"),
        ("王小明", "TW", "Noto Sans CJK TC"),
        ("山田", "JP", "Noto Sans CJK JP"),
        ("山田 さくら", "", "Noto Sans CJK JP"),
        ("김민수", "US", "Noto Sans CJK KR"),
        ("Ada", "JP", "Source Serif 4"),
    ],
)
def test_shared_characters_are_drawn_as_the_country_does(name, country, font):
    assert names.person(name, country)["font"] == font


def test_no_program_is_no_hindrance(immunology):
    inquiry = asking(immunology)
    Program.objects.update(status=Program.Status.RETIRED)

    assert "No longer offered" in Pdf(drawn(inquiry)).text
