"""Tables as CSV, for spreadsheets: UTF-8 with its mark, and no cell that would be a formula."""

import csv
import io
import re
import zipfile

from django.http import HttpResponse

from ..cells import harmless
from .report import Report
from .table import Table


def csv_of(table: Table, report: Report) -> HttpResponse:
    name = file_name(named(table, report), report, "csv")
    return attached(HttpResponse(lines_of(table), content_type="text/csv; charset=utf-8"), name)


def zip_of(tables: list[Table], report: Report) -> HttpResponse:
    """All tables, each as the file that it is by itself."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as files:
        for table in tables:
            files.writestr(file_name(named(table, report), report, "csv"), lines_of(table))
    name = file_name("all-tables", report, "zip")
    return attached(HttpResponse(made.getvalue(), content_type="application/zip"), name)


def named(table: Table, report: Report) -> str:
    """The table of “weeks” is by day in a short period, and by month in a long one."""
    return f"by-{report.by}" if table.key == "weeks" else table.key


def file_name(key: str, report: Report, ending: str) -> str:
    return f"inquiries-{key}-{report.period.first}-to-{report.period.last}.{ending}"


def attached(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def lines_of(table: Table) -> str:
    said = io.StringIO(newline="")
    said.write("\ufeff")  # Excel knows UTF-8 by it
    writer = csv.writer(said, quoting=csv.QUOTE_ALL)
    writer.writerow(map(harmless, table.headings))
    for row in table.rows:
        # without the commas between thousands, which stand in the way of adding up
        writer.writerow([harmless(cell) for cell in (row.name, *map(plain, row.cells))])
    if table.left_out:
        writer.writerow([harmless(table.left_out)])
    return said.getvalue()


def plain(cell: str) -> str:
    return cell.replace(",", "") if re.fullmatch(r"[\d,]+", cell) else cell
