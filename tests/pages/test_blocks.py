"""Kinds of block: one table, each with its own rules and its own history."""

import pytest
from django.core.exceptions import ValidationError

from pages.models import Block, CallToAction, Figures, LinkList, Quotation, RichText
from pages.models.blocks import KINDS
from tests.factories import PageFactory

pytestmark = pytest.mark.django_db
FORGED = (
    '<p onclick="steal()">Text <a href="javascript:steal()">a</a> <a href="/news/">b</a></p>'
    "<script>steal()</script><style>p{color:red}</style><img src=x onerror=steal()>"
    '<iframe src="https://evil.example"></iframe><a href="data:text/html,x">c</a>'
)


def block(kind, **values):
    return kind(parent=PageFactory(), region="main", ordering=10, **values)


def cleaned(html):
    row = block(RichText, text=html)
    row.full_clean()
    return row.text


@pytest.mark.parametrize("kind", KINDS)
def test_block_is_read_as_what_it_was_saved_as(kind):
    row = block(kind)
    row.save()

    assert kind.objects.get() == row
    assert Block.objects.get().kind == kind.KIND
    assert all(not other.objects.exists() for other in KINDS if other is not kind)


@pytest.mark.parametrize("kind", KINDS)
def test_history_remembers_every_kind(kind):
    row = block(kind)
    row.save()
    row.delete()

    assert [entry.history_type for entry in Block.history.all()] == ["-", "+"]


def test_text_keeps_no_script_no_style_and_no_picture():
    text = cleaned(FORGED)

    assert 'href="/news/"' in text
    for forbidden in ("script", "onclick", "style", "img", "iframe", "steal", "data:", "color"):
        assert forbidden not in text


@pytest.mark.parametrize(
    "address", ["https://a.example/", "http://a.example/", "mailto:a@a.example", "tel:+1", "/news/"]
)
def test_links_of_texts_may_lead_to_sites_people_and_own_pages(address):
    assert f'href="{address}"' in cleaned(f'<p><a href="{address}">a</a></p>')


@pytest.mark.parametrize(
    "address", ["javascript:x", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "ftp://a.example"]
)
def test_links_of_texts_lead_to_nothing_else(address):
    assert "href" not in cleaned(f'<p><a href="{address}">a</a></p>')


def test_figures_are_a_number_and_what_it_counts():
    row = block(Figures, figures="17 | hospitals\n\n 32|centers ")
    row.full_clean()

    assert row.figure_rows() == [("17", "hospitals"), ("32", "centers")]


@pytest.mark.parametrize("line", ["17", "17 |", "| hospitals", "17 hospitals"])
def test_figure_without_a_bar_is_refused_with_an_example(line):
    with pytest.raises(ValidationError) as refused:
        block(Figures, figures=line).full_clean()

    assert "17 | hospitals" in refused.value.message_dict["figures"][0]


def test_blocks_leave_with_their_page():
    row = block(Quotation)
    row.save()
    block(LinkList).save()

    row.parent.delete()

    assert [left.kind for left in Block.objects.all()] == ["link_list"]


@pytest.mark.parametrize(
    ("kind", "field"),
    [(RichText, "text"), (Quotation, "text"), (CallToAction, "link_label")],
)
def test_empty_block_is_refused_beside_its_field(kind, field):
    with pytest.raises(ValidationError) as refused:
        block(kind, heading="Only a heading", text="<p> </p>").full_clean()

    assert "delete this block" in refused.value.message_dict[field][0]
