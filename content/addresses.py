"""Old addresses go on leading somewhere: whoever renames a slug breaks no link."""

from typing import Any

from django.db import models
from django.db.models.signals import post_save, pre_save

from .models import MovedAddress
from .stamp import is_content


def remember(old_path: str, new_path: str) -> None:
    """From now on `old_path` leads to `new_path`, and so does all that led to `old_path`."""
    MovedAddress.objects.filter(old_path=new_path).delete()
    for earlier in MovedAddress.objects.filter(new_path=old_path):
        earlier.new_path = new_path
        earlier.save()
    MovedAddress.objects.update_or_create(old_path=old_path, defaults={"new_path": new_path})


def address_before(instance: models.Model) -> str | None:
    """Where the row's page stood as it is in the database; None when the public never saw it."""
    before = type(instance)._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    is_published = getattr(before, "is_published", None)
    if before is None or (is_published and not is_published()):
        return None
    address: str = before.get_absolute_url()  # type: ignore[attr-defined]
    return address


def connect() -> None:
    pre_save.connect(note_address, dispatch_uid="content.addresses")
    post_save.connect(remember_address, dispatch_uid="content.addresses")


def note_address(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    if is_content(sender) and hasattr(sender, "get_absolute_url"):
        instance._address_before = address_before(instance)  # type: ignore[attr-defined]


def remember_address(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    before = getattr(instance, "_address_before", None)
    if before and before != (now := instance.get_absolute_url()):  # type: ignore[attr-defined]
        remember(before, now)
