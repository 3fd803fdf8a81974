"""XLSX, after a look at what it unpacks to: a small file can hold terabytes."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from lzma import LZMAError
from typing import Any
from xml.etree.ElementTree import ParseError

from ..cleaning import UNREADABLE
from .errors import Unreadable
from .table import MOST_COLUMNS, MOST_ROWS, Formula, Table, Value, table_of

MOST_UNPACKED = 150_000_000
MOST_SHARED = 60_000_000  # of the words that cells share: they are kept in memory as a whole
MOST_PARTS = 500
MOST_RATIO = 200  # of unpacked to packed; sheets of names stay below 30
SMALL = 1_000_000  # a part of this size may be packed as tightly as it likes
PIECE = 1 << 16
ZIP = b"PK\x03\x04"
BOMB = (
    "The file unpacks to far more than a list of inquiries holds, so it was not opened. Copy the "
    "rows into a new workbook and save that."
)
# NotImplementedError: another packing; RuntimeError: a password
PACKED_WRONGLY = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error, LZMAError,
)  # fmt: skip
BROKEN = "The file is damaged, or no workbook of Excel. Save it as .xlsx or as CSV once more."


def read_workbook(content: bytes) -> Table:
    """The first sheet. Raises Unreadable."""
    check_parts(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and the like, which we do not read
            return read_first_sheet(content)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OSError,
            ParseError, zipfile.BadZipFile):  # fmt: skip  # whatever openpyxl met
        raise Unreadable(BROKEN) from None


def check_parts(content: bytes) -> None:
    """Refuses what says that it is large, what is larger than it says, what defines entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            check_sizes(parts)
            for part in parts:
                check_part(packed, part)
    except PACKED_WRONGLY:
        raise Unreadable(BROKEN) from None


def check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        is_open_document = "content.xml" in names
        raise Unreadable(
            "This is a sheet of LibreOffice. Save it as .xlsx or CSV."
            if is_open_document
            else BROKEN
        )
    too_large = sum(part.file_size for part in parts) > MOST_UNPACKED
    too_tight = any(
        part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    shared = sum(p.file_size for p in parts if p.filename.lower().endswith("sharedstrings.xml"))
    if too_large or too_tight or shared > MOST_SHARED or len(parts) > MOST_PARTS:
        raise Unreadable(BOMB)


def check_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Reads it to its end: zipfile stops at the declared size, and then compares the checksum."""
    with packed.open(part) as stream:
        beginning = stream.read(PIECE)
        if b"<!DOCTYPE" in beginning.replace(b"\0", b"").upper():
            raise Unreadable(BROKEN)
        while stream.read(PIECE):
            pass


def read_first_sheet(content: bytes) -> Table:
    from openpyxl import load_workbook  # 10 MB, for the few processes that read one

    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        if not book.worksheets:
            raise Unreadable("The workbook has no sheet.")
        sheet = book.worksheets[0]
        return table_of(rows_of(sheet), {"kind": "XLSX", "sheet": sheet.title[:31]})
    finally:
        book.close()


def rows_of(sheet: Any) -> Iterator[tuple[int, list[Value]]]:
    """What the sheet says of its own extent may be wrong, so it is not asked."""
    sheet.reset_dimensions()
    most = {"max_row": MOST_ROWS + 2, "max_col": MOST_COLUMNS + 1}
    for number, row in enumerate(sheet.iter_rows(**most), 1):
        yield number, [value_of(cell) for cell in row]


def value_of(cell: Any) -> Value:
    value = cell.value
    match value:
        case None:
            return ""
        case datetime():
            return value
        case date():
            return datetime.combine(value, time())
        case str():
            text = value.replace("\0", UNREADABLE)
            return Formula(text) if cell.data_type == "f" else text
        case float() if value.is_integer():
            return str(int(value))
    return Formula(value) if cell.data_type == "f" else str(value)
