"""Who is away, and what happens to the inquiries that they own."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from ..models import Absence, Inquiry
from ..rulebook import name_of, presence, read_plan
from ..standing import number_of
from .purpose import ChoosesPersonMixin, PurposeAdmin
from .receiver import BY_RULES, ReceiverForm, told

LISTED = 50


class WhenFilter(admin.SimpleListFilter):
    title = parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("now", "Away today"), ("coming", "Coming"), ("past", "Over")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Absence]:
        today = timezone.localdate()
        when = {
            "now": Q(first_day__lte=today, last_day__gte=today),
            "coming": Q(first_day__gt=today),
            "past": Q(last_day__lt=today),
        }
        return cast("QuerySet[Absence]", queryset.filter(when.get(self.value() or "", Q())))


@admin.register(Absence)
class AbsenceAdmin(ChoosesPersonMixin, PurposeAdmin):
    purpose = (
        "Enter when you or a colleague are away: new inquiries then go to others. What they own "
        "stays theirs until you hand it on."
    )
    nothing_yet = "Nobody is entered as away."
    change_list_template = "admin/inquiries/absence/change_list.html"
    list_display = ["who", "from_day", "to_day"]
    list_filter = [WhenFilter]
    list_select_related = ["person"]
    fields = ["person", ("first_day", "last_day")]

    @admin.display(description="person")
    def who(self, absence: Absence) -> str:
        return name_of(absence.person)

    @admin.display(description="first day")
    def from_day(self, absence: Absence) -> str:
        return date_format(absence.first_day, "l, F j, Y")

    @admin.display(description="last day")
    def to_day(self, absence: Absence) -> str:
        return date_format(absence.last_day, "l, F j, Y")

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: Any, name: str) -> Any:
            return path(route, self.admin_site.admin_view(view), name=f"inquiries_absence_{name}")

        return [
            page("left-behind/", self.left_behind_view, "left_behind"),
            page("hand-on/<int:pk>/", self.hand_on_view, "hand_on"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Absence, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        number = Inquiry.objects.open().filter(owner=obj.person).count()
        if number and obj.last_day >= timezone.localdate():
            messages.warning(request, offer(obj.person, number))

    def left_behind_view(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("inquiries.view_inquiry"):
            raise PermissionDenied
        return list_left_behind(request, self.admin_site)

    def hand_on_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("inquiries.change_inquiry"):
            raise PermissionDenied
        return hand_on(request, self.admin_site, get_object_or_404(User, pk=pk))


def offer(person: User, number: int) -> str:
    return format_html(
        '{} owns {}. <a href="{}">Hand them on</a>',
        name_of(person),
        number_of(number, "open inquiry", "open inquiries"),
        reverse("admin:inquiries_absence_hand_on", args=[person.pk]),
    )


def left_behind() -> list[dict[str, Any]]:
    """Owners of open inquiries who are not here: who, why, and how many. Eight queries."""
    plan, today = read_plan(), timezone.localdate()
    owned = Inquiry.objects.open().order_by().values("owner").annotate(number=Count("pk"))
    numbers = dict(owned.exclude(owner=None).values_list("owner", "number"))
    people = User.objects.in_bulk(numbers)
    found = [
        {"person": people[pk], "name": name_of(people[pk]), "number": number, "why": why}
        for pk, number in numbers.items()
        if (why := presence(plan, people[pk], today))
    ]
    return sorted(found, key=lambda row: -row["number"])


@require_safe
def list_left_behind(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    context = {
        **site.each_context(request),
        "title": "Owned by people who are not here",
        "rows": left_behind(),
        "may_give": request.user.has_perm("inquiries.change_inquiry"),
    }
    return render(request, "admin/inquiries/absence/left_behind.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_on(request: HttpRequest, site: admin.AdminSite, person: User) -> HttpResponse:
    """What they own that is open, and to whom it goes. A GET changes nothing."""
    theirs = Inquiry.objects.open().filter(owner=person).order_by("due_at", "pk")
    posted = request.POST if request.method == "POST" else None
    form = ReceiverForm(posted, besides=person, initial={"to": BY_RULES})
    if posted is not None and form.is_valid():
        chosen = theirs.prefetch_related("programs", "interests")
        given = form.give(list(chosen), cast(User, request.user))
        messages.success(request, told(given) if given else "Nothing was left to hand on.")
        return redirect("admin:inquiries_absence_hand_on", person.pk)
    context = {
        **site.each_context(request),
        "title": f"Hand on what {name_of(person)} owns",
        "person": name_of(person),
        "why": presence(read_plan(), person, timezone.localdate()),
        "number": theirs.count(),
        "listed": theirs[:LISTED],
        "form": form,
    }
    return render(request, "admin/inquiries/absence/hand_on.html", context)
