from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class InquiriesConfig(AppConfig):
    name = "inquiries"
    verbose_name = "Inquiries desk"

    def ready(self) -> None:
        from . import tracking  # noqa: F401 - listens to what mail providers report
        from .reports import triggers

        pre_migrate.connect(triggers.unwatch, sender=self)
        post_migrate.connect(triggers.watch, sender=self)
