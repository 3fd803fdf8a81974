"""Reports in the admin: the page, and each of its tables as CSV."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .. import audit
from ..models import Access, Reports
from ..reports import breakdowns, charts, dead_letters, funnel
from ..reports.export import csv_of, zip_of
from ..reports.form import ReportForm
from ..reports.hiding import is_small, or_fewer
from ..reports.names import Names
from ..reports.periods import Choice
from ..reports.report import Report
from ..reports.table import Table, change
from .read_only import ReadOnlyAdmin

private = method_decorator(cache_control(private=True, no_store=True))


@admin.register(Reports)
class ReportsAdmin(ReadOnlyAdmin):
    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.page)
        return [
            path("", page, name="inquiries_reports"),
            # by this name the admin's front page links to it
            path("", page, name="inquiries_reports_changelist"),
            path(
                "all-tables.zip",
                self.admin_site.admin_view(self.everything),
                name="inquiries_reports_zip",
            ),
            path(
                "<slug:key>.csv",
                self.admin_site.admin_view(self.csv),
                name="inquiries_reports_csv",
            ),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @method_decorator(require_safe)
    @private
    def page(self, request: HttpRequest) -> HttpResponse:
        form = self.form_for(request)
        context = {
            **self.admin_site.each_context(request),
            "title": "Reports",
            "opts": self.opts,
            "form": form,
            "periods": links(request.GET, form.named),
            "query": request.GET.urlencode(),
        }
        if form.is_valid():
            context |= drawn(report_of(form))
        status = 200 if form.is_valid() else 422
        return render(request, "admin/inquiries/reports/page.html", context, status=status)

    @method_decorator(require_safe)
    @private
    def csv(self, request: HttpRequest, key: str) -> HttpResponse:
        report = self.asked_for(request)
        tables = {table.key: table for table in tables_of(report)}
        if key not in tables:
            raise Http404("No such table")
        record_export(request, report, key)
        return csv_of(tables[key], report)

    @method_decorator(require_safe)
    @private
    def everything(self, request: HttpRequest) -> HttpResponse:
        report = self.asked_for(request)
        record_export(request, report, "all tables")
        return zip_of(tables_of(report), report)

    def asked_for(self, request: HttpRequest) -> Report:
        """Raises Http404: a file has no place for errors of a form."""
        form = self.form_for(request)
        if not form.is_valid():
            raise Http404("No such report")
        return report_of(form)

    def form_for(self, request: HttpRequest) -> ReportForm:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return ReportForm(request.GET, Names.read())


def record_export(request: HttpRequest, report: Report, what: str) -> None:
    asked = f"Report, {what}, {report.period}{', one program' * bool(report.of.program)}"
    audit.record(
        request.user,
        Access.What.EXPORT,
        detail=asked + f"{', one country' * (report.of.country is not None)}",
        number=report.step("asked"),
    )


def report_of(form: ReportForm) -> Report:
    period, before = form.periods()
    return Report(period, before, form.of(), form.names)


def links(query: QueryDict, named: str) -> list[dict[str, Any]]:
    """One press to each period that has a name, with the filters as they are."""
    kept = {name: query[name] for name in ("program", "country") if query.get(name)}
    return [
        {
            "label": choice.label,
            "query": urlencode({"period": choice.value, **kept}),
            "is_here": choice == named,
        }
        for choice in Choice
    ]


def tables_of(report: Report) -> list[Table]:
    letters = dead_letters.table(dead_letters.dead_letters())
    return [
        funnel.timeline(report),
        *breakdowns.tables(report),
        funnel.funnel(report),
        funnel.answer_times(report),
        letters,
    ]


def drawn(report: Report) -> dict[str, Any]:
    """What the page says of a report."""
    timeline, answers = funnel.timeline(report), funnel.answer_times(report)
    steps, letters = funnel.funnel(report), dead_letters.dead_letters()
    return {
        "report": report,
        "number": said(report, report.number),
        "number_before": said(report, report.step_before("confirmed")),
        "change": change_said(report),
        "spam": said(report, report.step("spam")),
        "unconfirmed": said(report, report.step("unconfirmed")),
        "answers": answers,
        "timeline": timeline,
        "columns": charts.columns(timeline, [part.short for part in report.parts]),
        "funnel": steps,
        "funnel_bars": charts.bars(steps),
        "soon": answers.rows[-1].cells,
        "breakdowns": [(table, charts.bars(table)) for table in breakdowns.tables(report)],
        "letters": letters,
        "dead": dead_letters.table(letters),
    }


def said(report: Report, number: int) -> str:
    return or_fewer(number) if report.is_filtered else f"{number:,}"


def change_said(report: Report) -> str:
    """Empty where a number is hidden, or there was none before."""
    numbers = (report.number, report.step_before("confirmed"))
    is_hidden = report.is_filtered and any(map(is_small, numbers))
    return "" if is_hidden or not numbers[1] else change(*numbers)
