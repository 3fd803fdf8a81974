from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from content import stamp  # knows models, which are not ready when this module is

        from . import moments

        stamp.also_moved_by(moments.around)
