from datetime import date, time

from content.loading import Loader, read

from . import clock
from .models import DeskSettings, FormOption, Holiday, OfficeHours, ReplyTemplate


def load(loader: Loader) -> None:
    for values in read("inquiries", "form_options"):
        loader.load(FormOption, {name: values.pop(name) for name in ("kind", "label")}, values)
    for values in read("inquiries", "reply_templates"):
        loader.load(ReplyTemplate, {"name": values.pop("name")}, values)
    load_clock(loader)


def load_clock(loader: Loader) -> None:
    """The desk's hours, and the federal holidays; the office says which of them it keeps."""
    before = clock.read_clock()
    loader.load(DeskSettings, {"id": 1}, {"answer_within": 2, "unit": "days"})
    for row in read("inquiries", "office_hours"):
        opens, closes = time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"])
        loader.load(OfficeHours, {"weekday": row["weekday"], "opens": opens}, {"closes": closes})
    for row in read("inquiries", "holidays"):
        loader.load(Holiday, {"day": date.fromisoformat(row["day"])}, {"name": row["name"]})
    if clock.read_clock() != before:
        clock.settle_all()
