from datetime import date, timedelta
from zoneinfo import ZoneInfo

from content.loading import Loader, read
from content.zones import SCHOOL_ZONE, moment

from .models import Event, Series


def load(loader: Loader) -> None:
    """Series, and events of whole days: of what the school held long ago we know no hours."""
    for values in read("events", "series"):
        loader.load(Series, {"slug": values.pop("slug")}, values)
    zone = ZoneInfo(SCHOOL_ZONE)
    for values in read("events", "events"):
        first, last = (date.fromisoformat(values.pop(name)) for name in ("first_day", "last_day"))
        values["starts_at"] = values["publish_at"] = moment(first, zone)
        values["ends_at"] = moment(last + timedelta(days=1), zone)
        values |= {"is_all_day": True, "state": Event.State.PUBLISHED}
        loader.load(Event, {"slug": values.pop("slug")}, values)
