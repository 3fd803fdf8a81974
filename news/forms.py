"""Which news a visitor wants to see: by topic, year and kind, all in the address."""

from collections.abc import Mapping

from django import forms

from . import catalog
from .models import NewsItem, NewsItemQuerySet, Topic

Choices = list[tuple[str, str]]


class NewsFilter(forms.Form):
    topic = forms.ChoiceField(required=False)
    year = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)

    def __init__(self, query: Mapping[str, str]) -> None:
        """Nonsense in an address is no choice at all; it is not marked as an error."""
        offered = offer()
        self.chosen = {
            name: value if (value := query.get(name, "")) in dict(choices) else ""
            for name, choices in offered.items()
        }
        super().__init__(self.chosen)
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if len(choices) < 3:  # "all" and one more: nothing to choose
                del self.fields[name]

    def filter(self, items: NewsItemQuerySet) -> NewsItemQuerySet:
        return items.chosen(**self.chosen)

    def count(self) -> int:
        return catalog.count(**self.chosen)

    @property
    def topic_chosen(self) -> Topic | None:
        topics = catalog.topics_in_use()
        return next((topic for topic in topics if topic.slug == self.chosen["topic"]), None)

    @property
    def in_words(self) -> str:
        """What is chosen, for title and heading: Films, Immunology, 2024."""
        kind, topic = self.chosen["kind"], self.topic_chosen
        words = [NewsItem.Kind(kind).plural if kind else "", topic.name if topic else ""]
        return ", ".join(filter(None, [*words, self.chosen["year"]]))


def offer() -> dict[str, Choices]:
    """What there is to choose; a choice that finds nothing can only be one of two choices."""
    return {
        "topic": [("", "All topics"), *((row.slug, row.name) for row in catalog.topics_in_use())],
        "year": [("", "All years"), *((str(year), str(year)) for year in catalog.years())],
        "kind": [("", "All kinds"), *((kind.value, kind.plural) for kind in catalog.kinds())],
    }
