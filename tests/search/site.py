"""A small site to search: two of everything, in several scripts, and what must never be found."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from events.models import Event, Series
from news.models import NewsItem, Topic
from pages.models import Page, Quotation, RichText
from programs.models import Program
from search.models import Document
from tests.factories import DegreeTypeFactory, NewsItemFactory, ProgramFactory

HOUR = timedelta(hours=1)
LONG_AGO = datetime(2024, 2, 1, 12, tzinfo=UTC)


def make_page(title, slug, parent=None, **values):
    values = {"state": Page.State.PUBLISHED, "publish_at": LONG_AGO} | values
    return Page.objects.create(title=title, slug=slug, parent=parent, **values)


def write(page, text, heading="", kind=RichText, **values):
    return kind.objects.create(
        parent=page, region="main", ordering=10, text=text, heading=heading, **values
    )


def make_event(title, slug, **values):
    start = datetime(2027, 3, 4, 17, tzinfo=UTC)
    values = {
        "state": Event.State.PUBLISHED, "publish_at": LONG_AGO, "summary": "A gathering.",
        "starts_at": start, "ends_at": start + HOUR,
    } | values  # fmt: skip
    return Event.objects.create(title=title, slug=slug, **values)


def make_news(title, slug, day, body, **values):
    values = {"summary": "A report."} | values
    return NewsItemFactory(
        title=title, slug=slug, publish_at=LONG_AGO + timedelta(days=day), body=body, **values
    )


def make_site():
    mmsc = DegreeTypeFactory(name="Master of Medical Sciences", abbreviation="MMSc")
    mbe = DegreeTypeFactory(name="Master of Academic Discipline", abbreviation="")
    ProgramFactory(
        degree_type=mmsc, slug="immunology", short_name="Immunology",
        official_name="Master of Medical Sciences in Immunology",
        overview="<p>T cells, antibodies &amp; vaccines.</p>",
        audience="<ul><li>physicians</li><li>scientists</li></ul>",
    )  # fmt: skip
    ProgramFactory(
        degree_type=mbe, slug="bioethics", official_name="Master of Bioethics",
        short_name="Bioethics", overview="<p>Hard questions at the bedside.</p>",
    )  # fmt: skip
    make_pages()
    make_events()
    make_all_news()
    hide_what_nobody_may_find(mmsc)


def make_pages():
    about = make_page("About the School", "about", summary="Who we are.")
    history = make_page("History", "history", about)
    write(history, "<p>Three professors began in <strong>17</strong>82.</p>", "The first years")
    write(history, "<p>Care for all.</p>", kind=Quotation, byline="Ada Example")
    people = make_page("Bienvenue à l’École", "ecole", about, summary="Étudiants, élèves, naïveté.")
    write(people, "<p>From Côte d’Ivoire to São Tomé.</p>")
    make_page(
        "Strasse & Größe", "strasse", summary="Die Straße; 100% of O'Brien_s C++ <b>notes</b>."
    )


def make_events():
    talks = Series.objects.create(name="Longwood Seminars", slug="longwood")
    make_event("The Aging Brain", "brain", series=talks, place="Amphitheater, Boston",
               description="<p>Neuroscience for everybody.</p>")  # fmt: skip
    make_event("Diagnosis Day", "diagnosis", audience="alumni and students", is_cancelled=True)


def make_all_news():
    item = make_news(
        "Gene Therapies Reach Patients", "gene", 1, "<p>New studies of the <em>retina</em>.</p>"
    )
    item.topics.add(Topic.objects.create(name="Genetics", slug="genetics"))
    make_news(
        "Immunology at the Bench", "bench", 2, "<p>Mentored research.</p>", authors="Bo Ångström"
    )
    make_news("Health in Many Words", "words", 3,
              "<p>Υγεία και ιατρική</p><p>здоровье и наука</p><p>医学研究生院</p><p>كُلِّيَّة الطب</p>"
              "<p>의학 대학원</p><p>बीमारी</p>")  # fmt: skip
    make_news(
        "Heart of the Matter",
        "heart",
        4,
        "<p>The artery narrows.</p><p>AI reads the scan, says a Ph.D.</p>",
    )


def hide_what_nobody_may_find(degree_type):
    now = timezone.now()
    ProgramFactory(
        degree_type=degree_type, official_name="Master of Secrets", status=Program.Status.RETIRED
    )
    make_news("Draft secret", "draft", 0, "<p>secret</p>", state=NewsItem.State.DRAFT)
    NewsItemFactory(title="Scheduled secret", publish_at=now + HOUR)
    NewsItemFactory(title="Ended secret", publish_at=now - 2 * HOUR, unpublish_at=now - HOUR)
    make_event("Secret event", "secret", state=Event.State.DRAFT)
    closed = make_page("Secret section", "closed", state=Page.State.DRAFT)
    make_page("Secret page below", "below", closed)
    make_page("Secret link", "link", leads_to_address="/news/")


def slugs_of(pks):
    """What was found, by the last parts of the addresses."""
    found = Document.objects.in_bulk(pks)
    return [found[pk].url.strip("/").split("/")[-1] for pk in pks]
