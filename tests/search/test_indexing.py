"""A save is searchable at once, on every path that saves."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Series
from news.models import NewsItem, Topic
from pages.models import Figures, Page, SchoolFigure
from programs.models import Contact, KeyDate, Program, Question
from search.indexing import all_at_the_end, index_all
from search.models import Document
from search.results import matches
from search.wanted import Wanted
from tests.factories import LandingFactory, NewsItemFactory, ProgramFactory, StandardRuleFactory
from tests.search.site import HOUR, make_event, make_page, slugs_of, write

pytestmark = pytest.mark.django_db


def found(text, at=None):
    return slugs_of([pk for pk, _kind in matches(Wanted.by(text), at).rows])


def test_saved_news_is_found_by_its_new_words_alone():
    item = NewsItemFactory(slug="item", title="Walrus")
    item.title = "Pelican"
    item.save()

    assert found("walrus") == []
    assert found("pelican") == ["item"]


@pytest.mark.parametrize("make", [NewsItemFactory, ProgramFactory])
def test_deleted_row_is_not_found(make):
    row = make(summary="Walrus.", slug="row")
    assert found("walrus") == ["row"]

    row.delete()

    assert found("walrus") == []
    assert not Document.objects.exclude(kind=Document.Kind.ENTRANCE).exists()


def test_row_that_is_rolled_back_leaves_no_document():
    from django.db import transaction

    with transaction.atomic():
        NewsItemFactory(title="Walrus")
        transaction.set_rollback(True)

    assert not Document.objects.exists()


def test_retired_program_is_not_found_and_comes_back():
    program = ProgramFactory(summary="Walrus.", slug="zoology", status=Program.Status.RETIRED)
    assert found("walrus") == []

    program.status = Program.Status.PAUSED
    program.save()

    assert found("walrus") == ["zoology"]


def test_program_is_found_by_what_belongs_to_it():
    program = ProgramFactory(slug="zoology", degree_type=StandardRuleFactory().degree_type)
    Question.objects.create(question="Is there a walrus?", answer="<p>Yes.</p>", program=program)
    KeyDate.objects.create(label="Tadpole day", day="2027-01-01", program=program)
    Contact.objects.create(name="Office of Otters", program=program, email="otters@example.org")

    for word in ("walrus", "tadpole", "otters"):
        assert found(word) == ["zoology"]
    for words in ("capstone", "36 credits", "32 credits of other work"):
        assert found(words) == ["programs", "zoology"]


def test_question_that_moves_is_found_at_its_new_program_alone():
    first, second = ProgramFactory(slug="first"), ProgramFactory(slug="second")
    question = Question.objects.create(question="Walrus?", answer="<p>Yes.</p>", program=first)
    question.program = second
    question.save()

    assert found("walrus") == ["second"]


def test_degree_type_that_is_renamed_renames_its_programs():
    program = ProgramFactory(slug="zoology")
    program.degree_type.abbreviation = "MZool"
    program.degree_type.save()

    assert found("mzool") == ["programs", "zoology"]


def test_news_is_found_by_its_topics_until_they_are_taken_away():
    item, topic = NewsItemFactory(slug="item"), Topic.objects.create(name="Walrus", slug="w")
    item.topics.add(topic)
    assert found("walrus") == ["item"]

    item.topics.clear()

    assert found("walrus") == []


@pytest.mark.parametrize("end", ["delete", "clear"])
def test_topic_that_goes_is_found_no_more(end):
    item, topic = NewsItemFactory(slug="item"), Topic.objects.create(name="Walrus", slug="w")
    topic.items.add(item)
    assert found("walrus") == ["item"]

    topic.delete() if end == "delete" else topic.items.clear()

    assert found("walrus") == []


def test_series_that_is_renamed_renames_its_events():
    series = Series.objects.create(name="Talks", slug="talks")
    make_event("Evening", "evening", series=series)
    series.name = "Walrus talks"
    series.save()

    assert found("walrus") == ["evening"]
    assert Document.objects.get().trail == "Events › Walrus talks"


def test_page_is_found_by_its_blocks_until_they_are_deleted():
    button = {"link_label": "Otters", "link_url": "/otters/"}
    block = write(make_page("Zoo", "zoo"), "<p>Walrus</p>", "Penguins", **button)
    assert found("walrus penguins otters") == ["zoo"]

    block.delete()

    assert found("walrus") == []


def test_page_with_the_schools_figures_follows_them():
    write(make_page("Numbers", "numbers"), "", kind=Figures)
    SchoolFigure.objects.create(number="17", counted="walruses")

    assert found("17 walruses") == ["numbers"]


def test_pages_below_follow_the_page_above():
    above = make_page("Zoo", "zoo")
    make_page("Walrus", "walrus", make_page("Water", "water", above))
    assert found("walrus") == ["walrus"]
    assert Document.objects.get(title="Walrus").trail == "Zoo › Water"

    above.title, above.state = "Park", Page.State.DRAFT
    above.save()

    assert found("walrus") == []
    assert Document.objects.get(title="Walrus").trail == "Park › Water"


def test_page_is_public_only_while_all_above_are():
    now = timezone.now()
    above = make_page("Zoo", "zoo", publish_at=now + HOUR, unpublish_at=now + 3 * HOUR)
    make_page("Walrus", "walrus", above, unpublish_at=now + 2 * HOUR)

    whens = [timedelta(), HOUR, 2 * HOUR, 3 * HOUR]
    assert [len(found("walrus", now + after)) for after in whens] == [0, 1, 0, 0]


def test_page_that_ends_before_the_one_above_begins_is_never_found():
    now = timezone.now()
    above = make_page("Zoo", "zoo", publish_at=now + 2 * HOUR)
    make_page("Walrus", "walrus", above, unpublish_at=now + HOUR)

    assert not any(found("walrus", now + hours * HOUR) for hours in range(4))


def test_page_that_moves_is_found_at_its_new_address_with_those_below():
    above = make_page("Zoo", "zoo")
    make_page("Walrus", "walrus", above)
    above.slug = "park"
    above.save()

    assert Document.objects.get(title="Walrus").url == "/park/walrus/"


def test_entry_that_begins_to_lead_elsewhere_is_no_page():
    page = make_page("Walrus", "walrus")
    assert found("walrus") == ["walrus"]

    page.leads_to_address = "/news/"
    page.save()

    assert found("walrus") == []


def test_scheduled_news_is_found_from_its_moment_to_its_end():
    now = timezone.now()
    NewsItemFactory(title="Walrus", publish_at=now + HOUR, unpublish_at=now + 2 * HOUR)

    at = [timedelta(), HOUR, 2 * HOUR - timedelta(seconds=1), 2 * HOUR]
    assert [len(found("walrus", now + after)) for after in at] == [0, 1, 1, 0]


def test_index_search_mends_what_was_saved_behind_its_back():
    kept, gone = NewsItemFactory(title="Otter", slug="kept"), NewsItemFactory(title="Otter")
    NewsItem.objects.filter(pk=kept.pk).update(title="Walrus")
    NewsItem.objects.filter(pk=gone.pk)._raw_delete("default")
    said = io.StringIO()

    call_command("index_search", stdout=said)
    call_command("index_search", stdout=said)

    assert found("otter") == []
    assert found("walrus") == ["kept"]
    assert said.getvalue() == "5 pages can be found.\n" * 2


def test_indexing_asks_as_many_queries_for_many_rows_as_for_one():
    def queries():
        with CaptureQueriesContext(connection) as asked:
            index_all()
        return len(asked)

    NewsItemFactory()
    queries()
    with_one = queries()
    NewsItemFactory.create_batch(20)

    assert queries() == with_one


def test_news_without_a_day_is_shown_without_one():
    NewsItemFactory(is_dated=False)

    assert Document.objects.get().dated is None


def test_day_of_an_event_is_the_one_where_it_happens():
    start = datetime(2027, 3, 4, 20, tzinfo=UTC)
    make_event("Asa", "asa", starts_at=start, ends_at=start + HOUR, time_zone="Asia/Tokyo")

    assert Document.objects.get().dated == date(2027, 3, 5)


def test_many_rows_that_belong_together_are_indexed_at_the_end():
    with all_at_the_end():
        item = NewsItemFactory(title="Sleep")
        assert not Document.objects.exists()
        item.title = "Waking"
        item.save()

    assert [document.title for document in Document.objects.all()] == ["Waking"]


def test_question_on_all_programs_is_found_at_their_list_alone():
    program = ProgramFactory(slug="zoology")
    question = Question.objects.create(question="Is there a walrus?", answer="<p>Yes.</p>")
    assert found("walrus") == ["programs"]

    question.program = program
    question.save()

    assert found("walrus") == ["zoology"]


def test_entrances_are_found_by_what_people_call_them():
    LandingFactory(heading="Degrees")

    assert found("masters programs") == ["programs"]
    assert found("calendar") == ["events"]
    assert found("news") == ["news"]
    assert found("brochure") == ["brochure"]


def test_event_is_found_by_the_city_of_its_clocks():
    make_event("Here", "here")
    make_event("There", "there", time_zone="Asia/Kolkata")

    assert found("kolkata") == ["there"]
    assert found("eastern time") == []
