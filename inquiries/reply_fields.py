"""The fields that a reply's text may name, each with what it stands for. There are no others."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list

from content.links import absolute

from .models.inquiry import looks_like_a_message

if TYPE_CHECKING:
    from programs.models import Program

    from .models import Inquiry

BEFORE_THE_FIRST_NAME = {"Sir"}  # "Dear Sir Ada"; all other titles stand before the last name


@dataclass(frozen=True)
class Field:
    """`value` is empty when the inquiry has none: that stops the reply, or takes other words.

    `when_empty` says so to staff.
    """

    meaning: str
    example: str
    value: Callable[["Inquiry", User], str]
    fits_a_subject: bool = True
    when_empty: str = ""  # of those that never are


@dataclass(frozen=True)
class Link:
    """A link of the person's own. It is made as the mail goes out: nobody at the desk sees it."""

    words: str
    address: Callable[["Inquiry"], str]


def names_fit(inquiry: "Inquiry") -> bool:
    """Whether the name is one. What was typed as a name must not speak in ours."""
    return not looks_like_a_message(inquiry.first_name, inquiry.last_name)


def first_name(inquiry: "Inquiry", by: User) -> str:
    return inquiry.first_name if names_fit(inquiry) else ""


def last_name(inquiry: "Inquiry", by: User) -> str:
    return inquiry.last_name if names_fit(inquiry) else ""


def greeting(inquiry: "Inquiry", by: User) -> str:
    """Never empty: whoever gave no title is greeted by name, and without a name, too."""
    if not names_fit(inquiry) or not inquiry.full_name:
        return "Hello,"
    if not inquiry.salutation or not inquiry.last_name:
        return f"Dear {inquiry.full_name},"
    is_first = inquiry.salutation in BEFORE_THE_FIRST_NAME
    return f"Dear {inquiry.salutation} {inquiry.first_name if is_first else inquiry.last_name},"


def programs(inquiry: "Inquiry", by: User) -> str:
    return get_text_list([asked.name for asked in inquiry.programs.all()], "and")


UNLESS_NAMED = "Unless another clock is named, all days are those of Boston."


def key_dates(inquiry: "Inquiry", by: User) -> str:
    """What is still to come of each program, a day a line; empty when nothing is."""
    asked = [(row.name, dates_of(row.program)) for row in inquiry.programs.all()]
    blocks = [f"{name}\n{dates}" for name, dates in asked if dates]
    return "\n\n".join([*blocks, UNLESS_NAMED]) if blocks else ""


def dates_of(program: "Program") -> str:
    coming = (date for date in program.key_dates.all() if not date.is_over())
    return "\n".join(
        f"- {date.label}: {date.in_words}{date.note and f' ({date.note})'}" for date in coming
    )


def received(inquiry: "Inquiry", by: User) -> str:
    return date_format(timezone.localtime(inquiry.created_at), "F j, Y")


def owner_name(inquiry: "Inquiry", by: User) -> str:
    return inquiry.owner.get_full_name() if inquiry.owner else ""


FIELDS = {
    "greeting": Field(
        "“Dear Dr. Example,” by title and name; “Dear Ada Example,” without a title; “Hello,” "
        "without a name",
        "Dear Dr. Example,",
        greeting,
    ),
    "salutation": Field(
        "Title",
        "Dr.",
        lambda inquiry, by: inquiry.salutation,
        when_empty="This person gave no title",
    ),
    "first_name": Field(
        "First name", "Ada", first_name, when_empty="This person gave no first name that is one"
    ),
    "last_name": Field(
        "Last name", "Example", last_name, when_empty="This person gave no last name that is one"
    ),
    "programs": Field(
        "The programs they asked about, by the names of that day",
        "Master of Example",
        programs,
        when_empty="This person asked about no program",
    ),
    "key_dates": Field(
        "The days to come of these programs, a day a line, with the hour where there is one",
        "Master of Example\n- Applications close: December 1, 2030\n\n" + UNLESS_NAMED,
        key_dates,
        fits_a_subject=False,
        when_empty="No key dates are to come in the programs that this person asked about",
    ),
    "entry_years": Field(
        "The academic year in which they would like to begin",
        "2030–2031",
        lambda inquiry, by: inquiry.entry_years,
        when_empty="This person does not know yet when to begin",
    ),
    "reference": Field("Reference", "ACDEFGHJ", lambda inquiry, by: inquiry.reference),
    "received": Field("The day on which they asked", "November 2, 2030", received),
    "owner_name": Field(
        "Name of the inquiry’s owner",
        "The inquiry’s owner",
        owner_name,
        when_empty="This inquiry has no owner with a name",
    ),
    "sender_name": Field(
        "Your name, or of whoever sends it",
        "Whoever sends it",
        lambda _, by: by.get_full_name(),
        when_empty="Your account has no name",
    ),
}
LINKS = {
    "brochure_link": Link("your brochure", lambda inquiry: absolute(inquiry.brochure_url())),
    "my_inquiry_link": Link(
        "your inquiry", lambda inquiry: absolute(inquiry.mine_url(mailed=True))
    ),
}
EXAMPLES = {name: field.example for name, field in FIELDS.items()}


def values_of(inquiry: "Inquiry", by: User) -> dict[str, str]:
    """What the fields stand for in a reply to `inquiry` that `by` sends. Not the links."""
    return {name: field.value(inquiry, by) for name, field in FIELDS.items()}


def addresses_of(inquiry: "Inquiry") -> dict[str, str]:
    """For a mail to the inquiry's own address, and for nothing else."""
    return {name: link.address(inquiry) for name, link in LINKS.items()}
