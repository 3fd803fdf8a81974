"""A file by what is in it, whatever it is called."""

from .errors import Unreadable
from .table import Table
from .text import read_text
from .workbook import ZIP, read_workbook


def read_table(content: bytes, chosen: dict[str, str]) -> Table:
    """Raises Unreadable."""
    if not content.strip(b"\0 \r\n\t"):
        raise Unreadable("The file is empty.")
    return read_workbook(content) if content.startswith(ZIP) else read_text(content, chosen)
