"""Files of the old form on their way in: upload, look at each row's fate, decide."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import audit, exporting
from ..cells import harmless
from ..erasure import forget_on_disk
from ..importing.columns import LABELS
from ..importing.dates import Order
from ..importing.forgetting import forget
from ..importing.forms import ConfirmForm, ReadingForm, UploadForm
from ..importing.text import Encoding, Separator
from ..models import Access, ImportRow, ImportRun, ImportUpload
from .read_only import ReadOnlyAdmin

PER_PAGE = 100
SAMPLE = 5
PAGE = "admin:inquiries_importrun_change"


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    """One permission for all of it: whoever brings people's data in sees what they bring."""

    list_display = ["__str__", "by", "state", "rows", "imported", "new_people", "there", "bad"]
    list_select_related = ["by"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perms(["inquiries.add_importrun", "inquiries.view_inquiry"])

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: Any, name: str) -> Any:
            guarded = self.admin_site.admin_view(view)
            return path(f"<int:pk>/{route}", guarded, name=f"inquiries_importrun_{name}")

        return [
            page("read/", self.read_again_view, "read"),
            page("confirm/", self.confirm_view, "confirm"),
            page("drop/", self.drop_view, "drop"),
            page("refused.csv", self.refused_view, "refused"),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return upload(request, self)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return look(request, self, self.found(request, object_id))

    def read_again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return read_again(request, self, self.found(request, pk))

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return confirm(request, self, self.found(request, pk))

    def drop_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return drop(request, self, self.found(request, pk))

    def refused_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return refused(request, self.found(request, pk))

    def found(self, request: HttpRequest, number: int | str) -> ImportRun:
        if not self.has_add_permission(request):
            raise PermissionDenied
        known = str(number).isdecimal() and len(str(number)) < 19
        return get_object_or_404(ImportRun, pk=number if known else None)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, desk: ImportRunAdmin) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        context = {
            **desk.admin_site.each_context(request),
            "title": "Import inquiries",
            "opts": desk.opts,
            "form": form,
            "columns": LABELS.values(),
        }
        status = 422 if form.errors else 200
        return render(request, "admin/inquiries/importrun/upload.html", context, status=status)
    file = form.cleaned_data["file"]
    run = ImportRun.objects.create(by=cast(Any, request.user))
    name = get_valid_filename(f"file-{file.name}")[-100:].removeprefix("file-") or "file"
    ImportUpload.objects.create(run=run, name=name, content=file.read())
    return redirect(PAGE, run.pk)


@require_safe
def look(request: HttpRequest, desk: ImportRunAdmin, run: ImportRun) -> HttpResponse:
    headings, name = headings_of(run)
    counts = dict(run.lines.order_by().values_list("fate").annotate(Count("pk")))
    fates = [(fate, counts[fate]) for fate in ImportRow.Fate if fate in counts]
    wanted = request.GET.get("fate", "")
    fate = wanted if wanted in counts else next((fate for fate, _ in fates), "")
    lines = Paginator(run.lines.filter(fate=fate), PER_PAGE).get_page(request.GET.get("page"))
    if fate and not run.is_at_work:
        detail = f"rows of import {run.pk}"
        audit.record(request.user, Access.What.LIST, detail=detail, number=len(lines))
    may_read = name is not None and run.state in ImportRun.OPEN and not run.is_at_work
    context = {
        **desk.admin_site.each_context(request),
        "title": str(run),
        "opts": desk.opts,
        "run": run,
        "read_as": in_words(run),
        "name": name,
        "headings": headings,
        "fates": fates,
        "fate": fate,
        "lines": lines,
        "bad": counts.get(ImportRow.Fate.BAD, 0),
        "comes_in": sum(counts.get(fate, 0) for fate in ImportRow.COMES_IN),
        "sample": sample(run) if run.state == ImportRun.State.READY else [],
        "form": ReadingForm(run, headings) if may_read else None,
        "confirm": ConfirmForm(),
    }
    return render(request, "admin/inquiries/importrun/run.html", context)


def headings_of(run: ImportRun) -> tuple[list[str], str | None]:
    """Headings and name of the file; no name once the file is deleted."""
    upload = ImportUpload.objects.filter(run=run).values_list("headings", "name").first()
    headings, name = upload or ([], "")
    return headings, name or None


def in_words(run: ImportRun) -> list[tuple[str, str]]:
    said = run.read_as
    words = [("Kind of file", said.get("kind", ""))]
    if encoding := said.get("encoding"):
        words.append(("Letters read as", Encoding(encoding).label))
    if separator := said.get("separator"):
        words.append(("Separated by", Separator(separator).label))
    if sheet := said.get("sheet"):
        words.append(("Sheet", sheet))
    if order := said.get("order") or said.get("found_order"):
        words.append(("Dates in numbers", Order(order).label))
    return [(what, how) for what, how in words if how]


def sample(run: ImportRun) -> list[ImportRow]:
    """Rows in which wrong letters would be seen; none when the file has only plain ones."""
    return list(run.lines.filter(is_plain=False)[:SAMPLE])


@require_POST
def read_again(request: HttpRequest, desk: ImportRunAdmin, run: ImportRun) -> HttpResponse:
    headings, name = headings_of(run)
    form = ReadingForm(run, headings, request.POST)
    if name is None or not form.is_valid():
        desk.message_user(request, "The file could not be read again.", messages.ERROR)
        return redirect(PAGE, run.pk)
    again = {"state": ImportRun.State.UPLOADED, "problem": "", "done": 0, "tries": 0}
    waiting = ImportRun.objects.filter(pk=run.pk, state__in=ImportRun.OPEN)
    if not waiting.update(read_as=form.read_as(), lease_until=None, **again):
        desk.message_user(request, TOO_LATE.format(run.get_state_display()), messages.WARNING)
    return redirect(PAGE, run.pk)


@require_POST
def confirm(request: HttpRequest, desk: ImportRunAdmin, run: ImportRun) -> HttpResponse:
    """Whoever confirms first; a second click, or a second person, changes nothing more."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        desk.message_user(request, "Choose what the inquiries come in as.", messages.ERROR)
        return redirect(PAGE, run.pk)
    ready = ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.READY)
    confirmed = {"confirmed_by": request.user, "opened_as": form.cleaned_data["opened_as"]}
    if not ready.update(state=ImportRun.State.CONFIRMED, tries=0, lease_until=None, **confirmed):
        desk.message_user(request, TOO_LATE.format(run.get_state_display()), messages.WARNING)
    return redirect(PAGE, run.pk)


TOO_LATE = "Nothing was changed: meanwhile this import stands at “{}”."


@require_POST
def drop(request: HttpRequest, desk: ImportRunAdmin, run: ImportRun) -> HttpResponse:
    still_open = ImportRun.objects.filter(pk=run.pk, state__in=ImportRun.OPEN)
    if still_open.update(state=ImportRun.State.DROPPED):
        forget(run)
        transaction.on_commit(forget_on_disk)
        desk.message_user(request, "Nothing was imported, and the file is deleted.")
    else:
        desk.message_user(request, TOO_LATE.format(run.get_state_display()), messages.WARNING)
    return redirect("admin:inquiries_importrun_changelist")


@require_safe
def refused(request: HttpRequest, run: ImportRun) -> FileResponse:
    """The refused rows as they came, to be mended and uploaded, each with its reason."""
    headings, _ = headings_of(run)
    lines = run.lines.filter(fate=ImportRow.Fate.BAD)
    detail = f"refused rows of import {run.pk}"
    audit.record(request.user, Access.What.EXPORT, detail=detail, number=lines.count())
    file = exporting.written("csv", with_reasons(headings, lines))
    name = f"refused-{run.pk}.csv"
    content_type = exporting.CONTENT_TYPES["csv"]
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)


def with_reasons(headings: list[str], lines: Any) -> Any:
    width = len(headings)
    yield [*map(harmless, headings), "reason"]
    for line in lines.iterator(chunk_size=exporting.BATCH):
        cells = [*line.cells[:width], *[""] * (width - len(line.cells))]
        over = " ".join(line.cells[width:])
        yield [*map(harmless, cells), harmless(f"Row {line.number}: {line.why} {over}".strip())]
