"""Two people who may be one, on the desk: compared, joined, taken apart, or said to be two."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..audit import record
from ..duplicates import recent_pairs, why
from ..merging import Refused, fingerprint, merge, say_not_the_same, take_back, undo
from ..models import Access, NotTheSame, Prospect
from .person import PAGE, PersonPageMixin, ReferenceForm, number_of, person_or_404
from .side import both_sides

LIST = "admin:inquiries_prospect_changelist"


class JoiningMixin(PersonPageMixin):
    """For ProspectAdmin."""

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: Any, name: str) -> Any:
            guarded = self.admin_site.admin_view(view)
            return path(route, guarded, name=f"inquiries_prospect_{name}")

        return [
            page("duplicates/", require_safe(self.duplicates_view), "duplicates"),
            page("<int:pk>/join/", require_safe(self.find_view), "find"),
            page("<int:pk>/join/<int:other>/", both(self.join_view), "join"),
            page("<int:pk>/undo/<int:merge>/", require_POST(self.undo_view), "undo"),
            page("<int:pk>/not/<int:other>/", require_POST(self.not_same_view), "not_same"),
            page("<int:pk>/may/<int:other>/", require_POST(self.may_be_view), "may_be"),
            *super().get_urls(),
        ]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        may = request.user.has_perm("inquiries.merge_prospect")
        return may and self.has_view_permission(request)

    def by(self, request: HttpRequest) -> User:
        """The member of staff, once we know that they may say who is whom."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        return cast(User, request.user)

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        self.by(request)
        before = request.GET.get("before", "")
        pairs, older = recent_pairs(number_of(before) if before else None)
        record(request.user, Access.What.LIST, detail="possible duplicates", number=2 * len(pairs))
        context = {
            **self.admin_site.each_context(request),
            "title": "Possible duplicates",
            "opts": self.opts,
            "pairs": pairs,
            "older": older,
            "is_first": not before,
        }
        return TemplateResponse(request, "admin/inquiries/prospect/duplicates.html", context)

    def find_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """From a reference to the page that compares."""
        self.by(request)
        form = ReferenceForm(request.GET)
        person = person_or_404(pk)
        if form.is_valid():
            other = form.cleaned_data["reference"].prospect.person_number
            if other != pk:
                return redirect("admin:inquiries_prospect_join", pk, other)
            form.add_error("reference", "This is an inquiry of the same person.")
        return self.person_page(request, person, reference_form=form, status=422)

    def join_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        by = self.by(request)
        one, two = (standing_for(number) for number in (pk, other))
        if one == two:
            messages.info(request, "These addresses are joined: you see them as one person here.")
            return redirect(PAGE, one)
        if request.method == "POST":
            return self.join(request, one, two, by)
        return self.compare(request, one, two)

    def compare(self, request: HttpRequest, one: int, two: int) -> HttpResponse:
        sides = both_sides(one, two)
        record(request.user, Access.What.VIEW, reference=f"person {one}, {two}", number=2)
        context = {
            **self.admin_site.each_context(request),
            "title": "Are these one person?",
            "opts": self.opts,
            "sides": sides,
            "first": one,
            "number_of_inquiries": sum(len(side.person.inquiries) for side in sides),
            "reasons": why(*(side.person for side in sides)),
            "turned_down": NotTheSame.objects.between(one, two).select_related("by").first(),
            "seen": fingerprint(one, two),
        }
        return TemplateResponse(request, "admin/inquiries/prospect/join.html", context)

    def join(self, request: HttpRequest, one: int, two: int, by: User) -> HttpResponse:
        keep = two if request.POST.get("stands") == str(two) else one
        join = one if keep == two else two
        try:
            merge(keep=keep, join=join, by=by, seen=request.POST.get("seen", ""))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return back_to(one)
        messages.success(
            request,
            "They are one person on the desk now. No inquiry was moved or changed. If this was "
            "wrong, undo it below, under “Joined by us”.",
        )
        return redirect(PAGE, keep)

    def undo_view(self, request: HttpRequest, pk: int, merge: int) -> HttpResponse:
        by = self.by(request)
        try:
            undone = undo(merge, by=by)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return back_to(pk)
        other = redirect(PAGE, undone.joined_id)["Location"]
        said = 'They are two people again, as they were before. <a href="{}">See the other one</a>'
        messages.success(request, format_html(said, other))
        return back_to(pk)

    def not_same_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        by = self.by(request)
        try:
            say_not_the_same(pk, other, by=by)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Noted: they are two people, and not proposed again.")
        return self.after(request, pk)

    def may_be_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        take_back(pk, other, by=self.by(request))
        messages.success(request, "Taken back: they may be proposed again.")
        return self.after(request, pk)

    def after(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Back to where the button was."""
        if "list" in request.POST:
            return redirect("admin:inquiries_prospect_duplicates")
        return back_to(pk)


def both(view: Any) -> Any:
    return require_http_methods(["GET", "HEAD", "POST"])(view)


def standing_for(number: int) -> int:
    return get_object_or_404(Prospect, pk=number_of(str(number))).person_number


def back_to(number: int) -> HttpResponseRedirect:
    """To the person's page as it stands now; to the list when they are gone."""
    prospect = Prospect.objects.filter(pk=number).first()
    return redirect(PAGE, prospect.person_number) if prospect else redirect(LIST)
