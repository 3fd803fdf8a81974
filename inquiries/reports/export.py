"""Tables as CSV, for spreadsheets: UTF-8 with its mark, and no cell that would be a formula."""

import csv
import re

from django.http import HttpResponse

from .report import Report
from .table import Table

FORMULA = re.compile(r"\s*[=+\-@|%\t\r\n]")


def harmless(cell: str) -> str:
    """As it is, but behind an apostrophe when a spreadsheet would take it for a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def csv_of(table: Table, report: Report) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"inquiries-{table.key}-{report.period.first}-to-{report.period.last}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # Excel knows UTF-8 by it
    writer = csv.writer(response)
    writer.writerow(map(harmless, table.headings))
    for row in table.rows:
        # without the commas between thousands, which stand in the way of adding up
        writer.writerow([harmless(cell) for cell in (row.name, *map(plain, row.cells))])
    if table.left_out:
        writer.writerow([harmless(table.left_out)])
    return response


def plain(cell: str) -> str:
    return cell.replace(",", "") if re.fullmatch(r"[\d,]+", cell) else cell
