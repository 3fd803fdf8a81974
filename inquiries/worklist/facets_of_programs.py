"""By what they asked for, and what they do."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Cast

from content.stamp import per_stamp
from programs.models import Program

from ..models import FormOption, InquiryInterest, InquiryProgram
from .asker import Asker
from .facet import Choices, Facet, is_number, of_inquiries


@per_stamp
def all_programs() -> list[Program]:
    """Retired ones too: people asked for them."""
    return list(Program.objects.select_related("degree_type").order_by("listing_position", "pk"))


@per_stamp
def program_names() -> dict[int, str]:
    return {program.pk: program.short_name for program in all_programs()}


def programs(asker: Asker, chosen: Collection[str]) -> Choices:
    return [(str(program.pk), program.short_name) for program in all_programs()]


def degree_types(asker: Asker, chosen: Collection[str]) -> Choices:
    """Those that have programs, in their order."""
    degrees = {program.degree_type for program in all_programs()}
    ordered = sorted(degrees, key=lambda degree: (degree.position, degree.pk))
    return [(str(degree.pk), degree.name) for degree in ordered]


@per_stamp
def interests() -> Choices:
    offered = FormOption.objects.filter(kind=FormOption.Kind.INTEREST)
    return [(str(option.pk), option.label) for option in offered]


def asked_for(field: str) -> Callable[[Sequence[str], Asker], Q]:
    return lambda values, asker: of_inquiries(
        InquiryProgram.objects.filter(**{f"{field}__in": values})
    )


def of_interest(values: Sequence[str], asker: Asker) -> Q:
    return of_inquiries(InquiryInterest.objects.filter(option__in=list(map(int, values))))


def counted(rows: Any, field: str) -> Callable[[Any], QuerySet[Any, Any]]:
    """How many inquiries have each value of `field`; a program counts once for its degree."""

    def counted_in(inquiries: Any) -> QuerySet[Any, Any]:
        of_these = rows.objects.filter(inquiry__in=inquiries).order_by()
        value = Cast(field, CharField())
        return of_these.values_list(value).annotate(number=Count("inquiry", distinct=True))  # type: ignore[no-any-return]

    return counted_in


PROGRAM = Facet(
    "program",
    "Program",
    programs,
    asked_for("program"),
    is_valid=is_number,
    related=counted(InquiryProgram, "program_id"),
    is_open=True,
)

DEGREE = Facet(
    "degree",
    "Degree type",
    degree_types,
    asked_for("program__degree_type"),
    is_valid=is_number,
    related=counted(InquiryProgram, "program__degree_type_id"),
)

INTEREST = Facet(
    "interest",
    "Work or interest",
    lambda asker, chosen: interests(),
    of_interest,
    is_valid=is_number,
    related=counted(InquiryInterest, "option_id"),
)
