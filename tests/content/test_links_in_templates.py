"""Links as templates write them: the sign for other sites, the addresses of a list's pages."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory


def drawn(source, **context):
    return Template("{% load links %}" + source).render(Context(context))


def test_links_of_this_site_have_no_sign():
    assert drawn("{{ '/news/'|outside_mark }}{{ ''|outside_mark }}") == ""


def test_links_to_another_site_say_so():
    assert "(another site)" in drawn("{{ 'https://example.org/'|outside_mark }}")


@pytest.mark.parametrize(
    ("query", "number", "address"),
    [
        ({}, 1, "/news/"),
        ({}, 2, "/news/?page=2"),
        ({"kind": "film", "year": ""}, 1, "/news/?kind=film"),
        ({"q": "a & b"}, 3, "/news/?q=a+%26+b&amp;page=3"),
    ],
)
def test_page_of_a_list_has_one_address(query, number, address):
    request = RequestFactory().get("/news/?page=9&campaign=spring")

    source = "{% page_address query number %}"
    assert drawn(source, request=request, query=query, number=number) == address
