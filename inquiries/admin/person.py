"""The page of one person: who they are, what is open, and everything that happened, in one line."""

from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from .. import timeline
from ..duplicates import likely
from ..merging import merges_of, why_not_undone
from ..models import Inquiry, InquiryProgram, Note, NotTheSame, Prospect
from ..person import Person
from .read_only import ReadOnlyAdmin

PAGE = "admin:inquiries_prospect_change"
LONGEST_NUMBER = 18  # digits that any database takes
LONGEST_PAGE = 6
MOST_OPEN = 10
KINDS = {
    "": "Everything",
    "asked": "Inquiries",
    "reply": "Replies",
    "mail": "Mails",
    "note": "Notes",
}


class NoteForm(forms.Form):
    """A note about one of the person's inquiries; the newest when nobody chooses."""

    text = forms.CharField(
        label="Note",
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        error_messages={"required": "Write what you want to note."},
    )
    inquiry = forms.TypedChoiceField(
        label="About",
        coerce=int,
        error_messages={"invalid_choice": "This inquiry is no longer here. Choose another one."},
    )

    prefix = "note"

    def __init__(self, *args: Any, person: Person) -> None:
        super().__init__(*args)
        cast(forms.ChoiceField, self.fields["inquiry"]).choices = [
            (row.pk, f"{row.reference}, received {date_format(local(row), 'F j, Y')}")
            for row in person.inquiries
        ]


def local(inquiry: Inquiry) -> Any:
    return timezone.localtime(inquiry.created_at)


class ReferenceForm(forms.Form):
    """Somebody to join with, by a reference: an e-mail address would stand in the page's own."""

    reference = forms.CharField(label="Reference of one of their inquiries", max_length=20)

    def clean_reference(self) -> Inquiry:
        said = self.cleaned_data["reference"].strip().upper()
        inquiry = Inquiry.objects.kept().filter(reference=said).select_related("prospect").first()
        if inquiry is None or inquiry.prospect is None:
            raise forms.ValidationError(
                "No inquiry has this reference, or it has been erased. It has eight letters and "
                "digits, such as K7MQ3XPA."
            )
        return inquiry


class PersonPageMixin(ReadOnlyAdmin):
    """For ProspectAdmin: its page, and notes that are written there."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.note_view))
        return [path("<int:pk>/note/", view, name="inquiries_prospect_note"), *super().get_urls()]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The page shows what inquiries say."""
        return super().has_view_permission(request, obj) and request.user.has_perm(
            "inquiries.view_inquiry"
        )

    @method_decorator(require_safe)
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        number = number_of(object_id)
        if person := Person.by(number):
            return self.person_page(request, person)
        return redirect(PAGE, get_object_or_404(Prospect, pk=number).person_number)

    def note_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_note_permission(request):
            raise PermissionDenied
        person = person_or_404(pk)
        form = NoteForm(request.POST, person=person)
        if form.is_valid() and self.written(request, person, form):
            return redirect(PAGE, pk)
        return self.person_page(request, person, note_form=form, status=422)

    def has_note_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request) and request.user.has_perm("inquiries.add_note")

    @transaction.atomic
    def written(self, request: HttpRequest, person: Person, form: NoteForm) -> bool:
        """False, with a message at the form, when the inquiry was erased at this very moment."""
        number, text = form.cleaned_data["inquiry"], form.cleaned_data["text"]
        kept = Inquiry.objects.kept().select_for_update(of=("self",))
        inquiry = kept.filter(pk=number, prospect__in=person.numbers).first()
        if inquiry is None:
            form.add_error("inquiry", "This inquiry is no longer here. Choose another one.")
            return False
        Note.objects.create(inquiry=inquiry, author=cast(User, request.user), text=text)
        self.log_change(request, inquiry, "Added a note.")
        self.message_user(request, f"Your note about {inquiry.reference} is kept.")
        return True

    def person_page(
        self, request: HttpRequest, person: Person, *, status: int = 200, **forms_shown: Any
    ) -> HttpResponse:
        kind = request.GET.get("kind", "")
        page = timeline.read(
            person.numbers,
            {row.pk: row for row in person.inquiries},
            may=lambda name: request.user.has_perm(f"inquiries.{name}"),
            number=page_number(request),
            kind=kind if kind in KINDS else "",
        )
        name_programs(person.open[:MOST_OPEN], [e.inquiry for e in page.entries if e.inquiry])
        may_join = request.user.has_perm("inquiries.merge_prospect")
        found = likely(person)
        context = {
            **self.admin_site.each_context(request),
            "title": person.name,
            "opts": self.opts,
            "person": person,
            "page": page,
            "kind": kind,
            "kinds": KINDS,
            "open": person.open[:MOST_OPEN],
            "merges": merges_to_undo(person),
            "may_join": may_join,
            "likely": found,
            "turned_down": turned_down(person, found.turned_down),
            "note_form": NoteForm(person=person) if self.has_note_permission(request) else None,
            "reference_form": ReferenceForm(),
            **forms_shown,
        }
        template = "admin/inquiries/prospect/person.html"
        return TemplateResponse(request, template, context, status=status)


def number_of(text: str) -> int:
    """The number of a row that an address names. Raises Http404."""
    if not text.isdecimal() or len(text) > LONGEST_NUMBER:
        raise Http404
    return int(text)


def person_or_404(number: int) -> Person:
    person = Person.by(number_of(str(number)))
    if person is None:
        raise Http404
    return person


def page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < LONGEST_PAGE else 1


def name_programs(*groups: list[Any]) -> None:
    """Gives each inquiry that is shown the names of its programs: one query."""
    shown = {row.pk: row for group in groups for row in group}
    names: dict[int, list[str]] = {number: [] for number in shown}
    asked = InquiryProgram.objects.filter(inquiry__in=shown).values_list("inquiry", "name")
    for number, name in asked:
        names[number].append(name)
    for number, row in shown.items():
        row.program_names = names[number]


def merges_to_undo(person: Person) -> list[dict[str, Any]]:
    merges = list(merges_of(person.numbers))
    stand = {row.pk: row.same_as_id for row in person.addresses}
    return [{"merge": merge, "why_not": why_not_undone(merge, merges, stand)} for merge in merges]


def turned_down(person: Person, said: list[NotTheSame]) -> list[tuple[Prospect, NotTheSame]]:
    """Who is not this person; but for those whom somebody has joined with them since."""
    others = ((row.other if row.one_id in person.numbers else row.one, row) for row in said)
    return [(other, row) for other, row in others if other.pk not in person.numbers]
