from datetime import datetime

from content.loading import Loader, read

from .models import NewsItem


def load(loader: Loader) -> None:
    for values in read("news", "news"):
        values["state"] = NewsItem.State.PUBLISHED
        values["publish_at"] = datetime.fromisoformat(values["publish_at"])
        loader.load(NewsItem, {"slug": values.pop("slug")}, values)
