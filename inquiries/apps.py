from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class InquiriesConfig(AppConfig):
    name = "inquiries"
    verbose_name = "Inquiries desk"

    def ready(self) -> None:
        from . import tracking  # noqa: F401 - listens to what mail providers report
        from . import triggers as states
        from .reports import triggers as figures

        post_migrate.connect(states.make_triggers, sender=self)
        pre_migrate.connect(figures.unwatch, sender=self)
        post_migrate.connect(figures.watch, sender=self)
