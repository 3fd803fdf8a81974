"""Inquiries as XLSX, written row by row."""

from collections.abc import Iterable
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from .cleaning import UNREADABLE

if TYPE_CHECKING:
    from .exporting import Cell, Row

WIDTHS = {"E-mail address": 32, "Programs": 48, "Work or interest": 32, "Current employer": 28}


def write(file: IO[bytes], rows: Iterable["Row"]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Inquiries")
    sheet.freeze_panes = "A2"
    headings, *_ = first = [next(iterator := iter(rows))]
    for number, heading in enumerate(headings):
        sheet.column_dimensions[letter(number)].width = WIDTHS.get(str(heading), 20)
    for is_heading, some in ((True, first), (False, iterator)):
        for row in some:
            sheet.append([as_cell(sheet, value, is_heading) for value in row])
    book.save(file)


def letter(number: int) -> str:
    return chr(ord("A") + number)  # 25 columns, so one letter is enough


def as_cell(sheet: Any, value: "Cell", is_heading: bool) -> Any:
    if isinstance(value, datetime):
        # a sheet knows no zones: Boston time, as everywhere on the desk
        cell = WriteOnlyCell(sheet, timezone.localtime(value).replace(tzinfo=None, microsecond=0))
        cell.number_format = "yyyy-mm-dd hh:mm"
        return cell
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub(UNREADABLE, value)
    if not is_heading and not text.startswith("'"):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.quotePrefix = text.startswith("'")  # still text when somebody edits the cell
    cell.font = Font(bold=is_heading)
    return cell
