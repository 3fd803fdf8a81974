from django.apps import AppConfig
from django.db.models.signals import post_migrate


class InquiriesConfig(AppConfig):
    name = "inquiries"
    verbose_name = "Inquiries desk"

    def ready(self) -> None:
        from . import tracking  # noqa: F401 - listens to what mail providers report
        from .triggers import make_triggers

        post_migrate.connect(make_triggers, sender=self)
