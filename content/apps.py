from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = "Moved addresses"

    def ready(self) -> None:
        from . import addresses, images, stamp

        stamp.connect()
        addresses.connect()
        images.connect()
