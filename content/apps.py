from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"

    def ready(self) -> None:
        from . import addresses, stamp

        stamp.connect()
        addresses.connect()
