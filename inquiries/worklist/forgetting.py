"""What the work list may know of somebody who is erased: words that were typed to find them."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from content.folding import fold, framed

from ..models import Inquiry, KeptSearch, SavedView


def forget_in_work_list(inquiry: Inquiry, addresses: set[str]) -> None:
    """Before the inquiry itself is emptied, which says what they were found by."""
    said = inquiry.search_text + framed(" ".join(addresses))
    found_by = [kept.pk for kept in KeptSearch.objects.all() if finds(kept.words, said)]
    KeptSearch.objects.filter(pk__in=found_by).delete()
    for view in SavedView.objects.all():
        if names_them(view.name, inquiry, addresses):
            rename(view, f"View {view.pk}")


def finds(words: str, said: str) -> bool:
    return all(word in said for word in fold(words).split())


def names_them(name: str, inquiry: Inquiry, addresses: set[str]) -> bool:
    """Staff are asked to name nobody in a view; somebody will."""
    said = framed(name)
    person = framed(inquiry.full_name)
    has_name = len(person.split()) > 1 and person in said
    return has_name or any(framed(address) in said for address in addresses)


def rename(view: SavedView, name: str) -> None:
    view.name = name
    view.save(update_fields=["name"])
    about = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(SavedView), object_id=str(view.pk)
    )
    about.update(object_repr=name, change_message="")
