"""Inquiries out of the desk: a page to choose columns, and the file."""

from copy import copy
from functools import reduce
from operator import or_
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from .. import audit, exporting
from ..cleaning import row_number
from ..models import Access, ExportChoice, Inquiry
from ..models.inquiry import UNCONFIRMED

MOST = 200_000  # in one file: what can be written while somebody waits
LIST = "admin:inquiries_inquiry_changelist"
LEFT_OUT = {
    "spam": Q(state=Inquiry.State.SPAM),
    "unconfirmed": UNCONFIRMED,
    "erased": Q(erased_at__isnull=False),
}


class ExportForm(forms.Form):
    columns = forms.MultipleChoiceField(
        choices=list(exporting.HEADINGS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one column."},
    )
    kind = forms.ChoiceField(
        label="File",
        choices=[
            ("csv", "CSV, for other programs"),
            ("xlsx", "XLSX, for Excel, Numbers and LibreOffice"),
        ],
        widget=forms.RadioSelect,
    )
    spam = forms.BooleanField(label="Spam", required=False)
    unconfirmed = forms.BooleanField(
        label="Those whose address nobody has confirmed", required=False
    )
    erased = forms.BooleanField(label="Erased ones, of which only numbers are left", required=False)

    def groups(self) -> list[tuple[str, list[Any]]]:
        """The boxes of the columns under the headings of the page."""
        boxes = {box.data["value"]: box for box in self["columns"]}
        return [(name, [boxes[key] for key in keys]) for name, keys in exporting.GROUPS.items()]


class ExportMixin(admin.ModelAdmin):
    """For InquiryAdmin: the action Export, and the page that the button above the list opens."""

    def has_export_permission(self, request: HttpRequest) -> bool:
        may = request.user.has_perm("inquiries.export_inquiry")
        return may and self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name="inquiries_inquiry_export"), *super().get_urls()]

    @admin.action(description="Export: choose columns", permissions=["export"])
    def export(self, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> HttpResponse:
        """Those that were ticked; with “select all”, the whole list as it stands."""
        ticked = [] if request.POST.get("select_across") == "1" else inquiries
        numbers = [str(inquiry.pk) for inquiry in ticked]
        return choose(request, self, request.GET.urlencode(), numbers, ExportForm())

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_export_permission(request):
            raise PermissionDenied
        try:
            return export(request, self)
        except IncorrectLookupParameters:
            messages.error(
                request, "The list’s filters could not be read, so nothing was exported."
            )
            return redirect(LIST)

    def listed(self, request: HttpRequest, query: str) -> QuerySet[Inquiry]:
        """What the list shows with this query, on all its pages and in its order.

        The query comes in the body of a POST, as it may hold a name that was searched for.
        """
        params = QueryDict(query, mutable=True)
        params.setdefault("erased", "all")  # what is left out is said and chosen on the page
        as_list = copy(request)
        as_list.GET = params  # type: ignore[assignment]
        inquiries: QuerySet[Inquiry] = self.get_changelist_instance(as_list).queryset
        return inquiries


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, desk: ExportMixin) -> HttpResponseBase:
    query = request.POST.get("list", "")
    numbers = [number for number in request.POST.getlist("ticked") if row_number(number)]
    form = ExportForm(request.POST) if "download" in request.POST else ExportForm()
    if not form.is_valid():
        return choose(request, desk, query, numbers, form)
    inquiries = chosen(request, desk, query, numbers)
    for name, which in LEFT_OUT.items():
        if not form.cleaned_data[name]:
            inquiries = inquiries.exclude(which)
    number = inquiries.order_by().count()
    if number > MOST:
        form.add_error(None, f"These are {number:,}, and one file holds {MOST:,}: narrow the list.")
        return choose(request, desk, query, numbers, form)
    return download(request, inquiries, form.cleaned_data, query, number)


def download(
    request: HttpRequest,
    inquiries: QuerySet[Inquiry],
    said: dict[str, Any],
    query: str,
    number: int,
) -> FileResponse:
    columns, kind = said["columns"], said["kind"]
    user = cast(Any, request.user)
    ExportChoice.objects.update_or_create(by=user, defaults={"columns": columns, "kind": kind})
    # before it is made: what may have left is on record, whatever happens on the way
    audit.record(user, Access.What.EXPORT, detail=in_words(kind, query, columns), number=number)
    file = exporting.written(kind, exporting.rows(inquiries, columns))
    name = f"inquiries-{timezone.localdate():%Y-%m-%d}.{kind}"
    content_type = exporting.CONTENT_TYPES[kind]
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)


def chosen(
    request: HttpRequest, desk: ExportMixin, query: str, numbers: list[str]
) -> QuerySet[Inquiry]:
    if numbers:
        return desk.get_queryset(request).filter(pk__in=numbers)
    return desk.listed(request, query)


def in_words(kind: str, query: str, columns: list[str]) -> str:
    """The names of filters and columns, for the record; no value: somebody's name may be one."""
    filters = ", ".join(sorted(QueryDict(query))) or "none"
    missing = [name for name in exporting.HEADINGS if name not in columns]
    said = " ".join(columns)
    if len(missing) < len(columns):
        said = f"all but {' '.join(missing)}" if missing else "all"
    return f"{kind}; filters: {filters}; columns: {said}"


def choose(
    request: HttpRequest, desk: ExportMixin, query: str, numbers: list[str], form: ExportForm
) -> HttpResponse:
    counted = count(chosen(request, desk, query, numbers))
    if not form.is_bound:
        form.initial = begin_with(request, counted, picked=bool(numbers))
        if "due" in QueryDict(query):  # they were chosen by it, so it is wanted beside them
            form.initial["columns"] = [*form.initial["columns"], "due"]
    context = {
        **desk.admin_site.each_context(request),
        "title": "Export inquiries",
        "opts": desk.opts,
        "form": form,
        "query": query,
        "numbers": numbers,
        "counted": counted,
        "filters": sorted(QueryDict(query)),
    }
    status = 422 if form.errors else 200
    return render(request, "admin/inquiries/inquiry/export.html", context, status=status)


def count(inquiries: QuerySet[Inquiry]) -> dict[str, int]:
    """One query: how many there are, how many of each kind that may be left out, and the others."""
    wanted = {**LEFT_OUT, "plain": ~reduce(or_, LEFT_OUT.values())}
    kinds = {name: Count("pk", filter=which, distinct=True) for name, which in wanted.items()}
    return inquiries.order_by().aggregate(number=Count("pk", distinct=True), **kinds)


def begin_with(request: HttpRequest, counted: dict[str, int], *, picked: bool) -> dict[str, Any]:
    """As this account did it last time. Ticked by hand, or all of one kind: it is meant."""
    last = ExportChoice.objects.filter(by=cast(Any, request.user)).first()
    kinds = {name: picked or counted[name] == counted["number"] for name in LEFT_OUT}
    if last is None:
        return {"columns": exporting.USUAL, "kind": "csv", **kinds}
    return {"columns": last.columns, "kind": last.kind, **kinds}
