"""CSV in the encodings and with the separators that programs write."""

import codecs
import csv
import io
from collections.abc import Iterator

from django.db import models

from ..cleaning import UNREADABLE
from .columns import known_as
from .errors import Unreadable
from .table import Table, table_of


class Encoding(models.TextChoices):
    UTF8 = "utf-8-sig", "UTF-8"
    UTF16 = "utf-16", "UTF-16"
    UTF16_LE = "utf-16-le", "UTF-16, little end first"
    UTF16_BE = "utf-16-be", "UTF-16, big end first"
    WINDOWS = "cp1252", "Windows-1252, of Western Europe and America"
    CENTRAL = "cp1250", "Windows-1250, of Central Europe"
    CYRILLIC = "cp1251", "Windows-1251, Cyrillic"
    MAC = "mac-roman", "Mac Roman"


class Separator(models.TextChoices):
    COMMA = ",", "comma"
    SEMICOLON = ";", "semicolon"
    TAB = "\t", "tab"


BEGINNING = 4096  # bytes that say enough about the encoding
BINARY = {
    b"\xd0\xcf\x11\xe0": "This is a file of the old Excel (.xls), or one with a password. Save it "
    "as .xlsx without a password, or as CSV.",
    b"%PDF": "This is a PDF. Export the list as CSV or XLSX.",
    b"\x1f\x8b": "The file is compressed. Unpack it first.",
}


def encoding_of(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding.UTF16
    beginning = content[:BEGINNING]
    # half of the bytes of Latin letters in UTF-16
    for start, encoding in ((1, Encoding.UTF16_LE), (0, Encoding.UTF16_BE)):
        half = beginning[start::2]
        if half and half.count(0) > len(half) * 0.6:
            return encoding
    try:
        content.decode(Encoding.UTF8)
    except UnicodeDecodeError:
        return Encoding.WINDOWS
    return Encoding.UTF8


def decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        name = Encoding(encoding).label
        raise Unreadable(f"The file is not in {name}. Choose another encoding below.") from None
    # a database takes none, and a row that holds one is refused
    return text.removeprefix("\N{BYTE ORDER MARK}").replace("\0", UNREADABLE)


def read_text(content: bytes, chosen: dict[str, str]) -> Table:
    """`chosen`: an encoding and a separator, where a person has said so. Raises Unreadable."""
    for beginning, problem in BINARY.items():
        if content.startswith(beginning):
            raise Unreadable(problem)
    encoding = chosen.get("encoding") or encoding_of(content)
    text = decoded(content, encoding)
    if text.lower().startswith("sep=") and text[4:5]:  # as Excel writes it for itself
        named, _, text = text[4:].partition("\n")
        chosen = {"separator": named[0], **chosen}
    separator = chosen.get("separator") or separator_of(text)
    rows = enumerate(cells_of(text, separator), 1)
    return table_of(rows, {"kind": "CSV", "encoding": encoding, "separator": separator})


def separator_of(text: str) -> str:
    """The one that makes the most known headings of the first line, or the most cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def found(separator: str) -> tuple[int, int]:
        headings = next(csv.reader([first], delimiter=separator), [])
        return sum(bool(known_as(heading)) for heading in headings), len(headings)

    return max(Separator.values, key=found)


def cells_of(text: str, separator: str) -> Iterator[list[str]]:
    """Strict: a quotation mark that is not closed would swallow the rest of the file unseen."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable(
                f"Row {number} cannot be read: a quotation mark is not closed or stands alone, or "
                "a cell is longer than 100,000 letters. Mend the row and upload the file again."
            ) from None
