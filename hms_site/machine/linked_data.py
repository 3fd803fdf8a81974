"""What the pages say, in the words of schema.org, for programs that answer people's questions.

Only what a row holds is said: a property that nobody has filled in is left out.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import singledispatch
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from content.links import absolute
from content.richtext import plain
from events.models import Event
from news.models import NewsItem
from pages import frame
from pages.menus import Node
from programs import catalog
from programs.models import Cost, KeyDate, Program

Thing = dict[str, Any]
# as Django's json_script has it: no text can end the element
HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def script(things: Sequence[Thing]) -> SafeString:
    """A data block: browsers do not run it, so the Content-Security-Policy lets it stand."""
    graph = {"@context": "https://schema.org", "@graph": things}
    data = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(HARMLESS)
    return mark_safe(f'<script type="application/ld+json">{data}</script>')  # noqa: S308 - HARMLESS  # nosec B703


def thing(kind: str, **properties: Any) -> Thing:
    known = {name: value for name, value in properties.items() if value}
    return {"@type": kind, **known}


def school() -> Thing:
    """The school by name; the home page says the rest under the same @id."""
    name = frame.facts().name
    return {
        **thing("CollegeOrUniversity", name=name, url=absolute("/")),
        "@id": absolute("/#school"),
    }


def home() -> list[Thing]:
    facts = frame.facts()
    address = thing(
        "PostalAddress",
        streetAddress=facts.street,
        addressLocality=facts.city,
        addressRegion=facts.state,
        postalCode=facts.zip,
        addressCountry="US",
    )
    whole = thing(
        "CollegeOrUniversity",
        address=address,
        telephone=facts.phone if facts.phone.startswith("+") else f"+1-{facts.phone}",
        foundingDate=str(facts.founded),
        sameAs=[profile.url for profile in frame.social()],
    )
    return [thing("WebSite", name=facts.name, url=absolute("/")), {**school(), **whole}]


def trail(crumbs: Sequence[Node], name: str) -> Thing:
    """The breadcrumbs of a page called `name`."""
    above = [("Home", "/"), *((node.label, node.url) for node in crumbs)]
    steps = [
        thing("ListItem", position=number, name=label, item=absolute(url))
        for number, (label, url) in enumerate(above, start=1)
    ]
    here = thing("ListItem", position=len(steps) + 1, name=name)
    return thing("BreadcrumbList", itemListElement=[*steps, here])


@singledispatch
def described(row: object, url: str, card: str) -> list[Thing]:
    """What the page of `row` is about; `url` is its whole address, `card` that of its picture."""
    return []


@described.register
def program_described(program: Program, url: str, card: str) -> list[Thing]:
    degree, rule = program.degree_type, program.degree_type.current_rule()
    applications, now = program.applications(), catalog.now(program)
    credential = thing(
        "EducationalOccupationalCredential",
        name=degree.name,
        alternateName=degree.abbreviation,
        credentialCategory="degree",
    )
    about = thing(
        "EducationalOccupationalProgram",
        name=program.official_name,
        url=url,
        description=program.summary or plain(program.overview),
        image=card,
        provider=school(),
        programType="Master’s degree",
        educationalCredentialAwarded=credential,
        numberOfCredits=rule and rule.total_credits,
        timeToComplete=program.months and f"P{program.months}M",
        educationalProgramMode=program.format,
        applicationDeadline=deadline(applications.deadline),
        potentialAction=applications.url and apply(absolute(applications.url)),
        offers=[offer(cost) for cost in now.costs],
    )
    return [about]


def deadline(date: KeyDate | None) -> str:
    """The day, or the moment when it has an hour; whoever reads the day alone is not too late."""
    if date is None:
        return ""
    return date.over_at.astimezone(date.zone).isoformat() if date.until else date.day.isoformat()


def apply(url: str) -> Thing:
    return thing("ApplyAction", name="Apply", target=thing("EntryPoint", urlTemplate=url))


def offer(cost: Cost) -> Thing:
    price = {"price": str(cost.amount), "priceCurrency": "USD"}
    return thing("Offer", name=f"{cost.label}, {cost.years}", url=absolute(cost.source), **price)


@described.register
def news_described(item: NewsItem, url: str, card: str) -> list[Thing]:
    pictures = [absolute(item.image.url)] if item.image else []
    about = thing(
        "NewsArticle",
        headline=item.title,
        description=item.summary,
        url=url,
        mainEntityOfPage=url,
        image=[*pictures, card],
        datePublished=moment(item.publish_at) if item.is_dated else "",
        dateModified=moment(max(item.updated_at, item.publish_at)),
        creditText=item.authors,
        publisher=school(),
    )
    return [about]


def is_article(row: object) -> bool:
    return isinstance(row, NewsItem)


def moment(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


@described.register
def event_described(event: Event, url: str, card: str) -> list[Thing]:
    pictures = [absolute(event.image.url)] if event.image else []
    standing = "EventCancelled" if event.is_cancelled else "EventScheduled"
    start, end = hours(event)
    about = thing(
        "Event",
        name=event.title,
        description=event.summary,
        url=url,
        image=[*pictures, card],
        startDate=start,
        endDate=end,
        eventStatus=f"https://schema.org/{standing}",
        eventAttendanceMode=attendance(event),
        location=places(event),
        organizer=school(),
    )
    return [about]


def hours(event: Event) -> tuple[str, str]:
    """Start and end by the clocks where it takes place; days alone when it has no hours."""
    when = event.when
    if event.is_all_day:
        return when.first_day.isoformat(), when.last_day.isoformat()
    return when.first.isoformat(timespec="seconds"), when.last.isoformat(timespec="seconds")


def attendance(event: Event) -> str:
    modes = {
        (True, True): "MixedEventAttendanceMode",
        (True, False): "OfflineEventAttendanceMode",
        (False, True): "OnlineEventAttendanceMode",
    }
    mode = modes.get((bool(event.place), bool(event.online_url)))
    return f"https://schema.org/{mode}" if mode else ""


def places(event: Event) -> list[Thing]:
    room = [thing("Place", name=event.place, address=event.place)] if event.place else []
    online = [thing("VirtualLocation", url=absolute(event.online_url))] if event.online_url else []
    return room + online
