"""The page tree as editors work with it."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.models import MovedAddress
from pages.admin.blocks import INLINES
from pages.models import Block, Page, RichText
from tests.factories import PageFactory, StaffFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/pages/page/"
ADD = f"{LIST}add/"
PREFIXES = ["pages_block_set", *(f"pages_block_set-{n}" for n in range(2, len(INLINES) + 1))]


def page_form(**values):
    """What the browser sends for a page without blocks."""
    form = {"title": "Our page", "slug": "our-page", "in_menus": "on", "state": "published"}
    form |= {"publish_at_0": "2024-02-21", "publish_at_1": "09:00"}
    for prefix in PREFIXES:
        form |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return form | values


def block_form(kind, **values):
    """A block of the kind that stands at `kind` among those offered, and its values."""
    prefix = PREFIXES[kind]
    fields = {"region": "main", "ordering": "10"} | values
    return {f"{prefix}-TOTAL_FORMS": "1"} | {f"{prefix}-0-{k}": v for k, v in fields.items()}


def errors(response):
    return response.context["adminform"].form.errors


def move(client, page, place, target):
    return client.post(f"{LIST}{page.pk}/move/", {"place": place, "target": target.pk})


def order(parent=None):
    rows = Page.objects.filter(parent=parent).order_by("position")
    return [row.slug for row in rows]


def test_page_with_a_text_is_public_once_it_is_saved(admin_client, client):
    response = admin_client.post(ADD, page_form(**block_form(0, text="<p>Hello.</p>")))

    assert response.status_code == 302
    assert RichText.objects.get().parent == Page.objects.get(path="/our-page/")
    assert "Hello." in client.get("/our-page/").content.decode()


def test_forged_text_is_sanitized(admin_client):
    forged = '<p onclick="x()">Hi</p><script>x()</script><a href="javascript:x()">a</a>'

    admin_client.post(ADD, page_form(**block_form(0, text=forged)))

    text = RichText.objects.get().text
    assert "Hi" in text
    for forbidden in ("onclick", "script", "x()"):
        assert forbidden not in text


def test_list_of_links_keeps_nothing_but_links(admin_client):
    html = '<h2>Big</h2><ul><li><p><strong>A</strong> <a href="/news/">b</a></p></li></ul>'

    admin_client.post(ADD, page_form(**block_form(1, text=html)))

    text = Block.objects.get().text
    assert '<a href="/news/"' in text
    assert "<h2" not in text
    assert "<strong" not in text


def test_picture_block_needs_a_picture_and_a_text(admin_client):
    response = admin_client.post(ADD, page_form(**block_form(4, byline="By us")))

    formset = response.context["inline_admin_formsets"][4].formset
    assert set(formset.errors[0]) == {"image", "image_alt"}
    assert not Page.objects.exists()


def test_slug_of_another_part_of_the_site_is_refused_beside_the_slug(admin_client):
    response = admin_client.post(ADD, page_form(slug="news"))

    assert errors(response) == {"slug": ["/news/ belongs to the news. Choose another slug."]}


def test_slug_of_a_sibling_is_refused_beside_the_slug(admin_client):
    PageFactory(slug="our-page")

    assert list(errors(admin_client.post(ADD, page_form()))) == ["slug"]


def test_page_below_itself_is_refused_beside_the_parent(admin_client):
    page = PageFactory()
    below = PageFactory(parent=page)

    response = admin_client.post(f"{LIST}{page.pk}/change/", page_form(parent=below.pk))

    assert list(errors(response)) == ["parent"]


def test_end_before_the_beginning_is_refused_in_words(admin_client):
    form = page_form(unpublish_at_0="2024-02-21", unpublish_at_1="08:59")

    response = admin_client.post(ADD, form)

    assert errors(response)["__all__"] == [
        "It would disappear before it appears. Choose a later end."
    ]


@pytest.mark.parametrize("wrong", ["x" * 5000, "a\0b", "999999"])
def test_nonsense_in_the_form_is_refused_without_a_crash(admin_client, wrong):
    form = page_form(title=wrong, slug=wrong, parent=wrong, menu=wrong, leads_to_address=wrong)

    assert admin_client.post(ADD, form).status_code == 200
    assert not Page.objects.exists()


def test_blocks_cannot_be_copied_from_other_models(admin_client):
    form = page_form(_clone="auth.user:1", _clone_region="main", _clone_ordering="10")

    assert admin_client.post(ADD, form).status_code == 302
    assert not Block.objects.exists()


def test_list_shows_the_tree_in_its_order_and_where_entries_lead(admin_client):
    first, second = PageFactory(), PageFactory(leads_to_address="/news/")
    below = PageFactory(parent=first, leads_to_page=second)

    response = admin_client.get(LIST)

    assert list(response.context["cl"].result_list) == [first, below, second]
    html = response.content.decode()
    assert f'<span class="tree-depth-1">{below}</span>' in html
    assert second.path in html
    assert " style=" not in html


def test_title_cannot_become_markup(admin_client):
    PageFactory(title="<b>bold</b>")

    assert "<b>bold" not in admin_client.get(LIST).content.decode()


def test_list_filters_by_what_the_public_sees_and_by_section(admin_client):
    section, draft = PageFactory(), PageFactory(state="draft")
    below = PageFactory(parent=section)

    def listed(**filters):
        return list(admin_client.get(LIST, filters).context["cl"].result_list)

    assert listed(standing="draft") == [draft]
    assert listed(ancestor=section.pk) == [section, below]
    assert listed(q=below.title) == [below]


@pytest.mark.parametrize("query", ["?ancestor=x", "?standing=x", "?menu__exact=x", "?q=%00"])
def test_nonsense_in_the_list_is_no_crash(admin_client, query):
    assert admin_client.get(LIST + query).status_code in (200, 302)


def test_page_moves_before_another(admin_client):
    PageFactory(slug="a")
    b, c = PageFactory(slug="b"), PageFactory(slug="c")

    assert move(admin_client, c, "before", b).status_code == 302
    assert order() == ["a", "c", "b"]


def test_page_moves_after_another(admin_client):
    a, b = PageFactory(slug="a"), PageFactory(slug="b")

    move(admin_client, a, "after", b)

    assert order() == ["b", "a"]


@pytest.mark.parametrize(("place", "expected"), [("first", ["c", "b"]), ("last", ["b", "c"])])
def test_page_moves_below_another_and_its_old_address_leads_there(admin_client, place, expected):
    a, c = PageFactory(slug="a"), PageFactory(slug="c")
    PageFactory(slug="b", parent=a)

    move(admin_client, c, place, a)

    assert order(a) == expected
    assert MovedAddress.objects.get().new_path == "/a/c/"
    assert c.history.first().history_user.username == "admin"


def test_page_cannot_move_below_itself(admin_client):
    page = PageFactory()
    below = PageFactory(parent=page)

    response = move(admin_client, page, "first", below)

    assert list(response.context["form"].errors) == ["target"]
    assert Page.objects.get(pk=page.pk).parent is None


def test_move_to_a_place_that_is_taken_is_refused_beside_the_target(admin_client):
    PageFactory(slug="same")
    section = PageFactory()
    page = PageFactory(slug="same", parent=section)

    response = move(admin_client, page, "after", section)

    assert "already" in response.context["form"].errors["target"][0]
    assert Page.objects.get(pk=page.pk).parent == section


@pytest.mark.parametrize("sent", [{}, {"place": "x", "target": "x"}, {"target": "9" * 30}])
def test_nonsense_in_the_move_form_is_no_crash(admin_client, sent):
    assert admin_client.post(f"{LIST}{PageFactory().pk}/move/", sent).status_code == 200


def test_move_of_a_page_that_is_gone_is_not_found(admin_client):
    assert admin_client.get(f"{LIST}999/move/").status_code == 404


def test_who_may_not_change_pages_may_not_move_them(client):
    reader = StaffFactory()
    reader.user_permissions.add(Permission.objects.get(codename="view_page"))
    client.force_login(reader)
    page = PageFactory()

    assert client.get(f"{LIST}{page.pk}/move/").status_code == 403
    assert move(client, page, "after", PageFactory()).status_code == 403


def test_history_says_who_changed_a_page(admin_client):
    page = PageFactory(title="Before")
    admin_client.post(f"{LIST}{page.pk}/change/", page_form(title="After"))

    html = admin_client.get(f"{LIST}{page.pk}/history/").content.decode()

    for said in ("Before", "After", "admin"):
        assert said in html


def test_history_of_a_page_lists_the_changes_of_its_blocks(admin_client):
    admin_client.post(ADD, page_form(**block_form(0, heading="Our <aims>", text="<p>Hi.</p>")))
    page, other = Page.objects.get(), PageFactory()
    RichText.objects.create(parent=other, region="main", ordering=1, heading="Theirs", text="x")

    html = admin_client.get(f"{LIST}{page.pk}/history/").content.decode()

    changes = html.partition("Changes of its blocks")[2]
    for said in ("Text: Our &lt;aims&gt;", "Created", "admin"):
        assert said in changes
    assert "Theirs" not in html


def test_history_of_a_page_without_blocks_has_no_empty_table(admin_client):
    html = admin_client.get(f"{LIST}{PageFactory().pk}/history/").content.decode()

    assert "Changes of its blocks" not in html


def test_form_leads_to_the_public_page_and_of_a_draft_to_its_preview(admin_client):
    public, draft = PageFactory(), PageFactory(state="draft")

    html = admin_client.get(f"{LIST}{public.pk}/change/").content.decode()
    assert f'href="{public.get_absolute_url()}"' in html
    html = admin_client.get(f"{LIST}{draft.pk}/change/").content.decode()
    assert f'href="{draft.get_absolute_url()}"' not in html
    assert f'href="{draft.get_absolute_url()}?preview=' in html


def test_list_asks_as_many_queries_for_many_pages_as_for_one(admin_client):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            admin_client.get(LIST)
        return len(asked)

    section = PageFactory()
    queries()  # the first one also reads the content types
    with_one = queries()
    PageFactory.create_batch(5, parent=PageFactory(parent=section), leads_to_page=section)
    queries()  # and this one, what is scheduled

    assert queries() == with_one


def test_list_says_of_a_page_below_a_draft_that_it_is_hidden(admin_client):
    below = PageFactory(parent=PageFactory(state="draft"))

    html = admin_client.get(LIST, {"q": below.title}).content.decode()

    assert "Hidden with a page above it" in html
