from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    name = "inquiries"
    verbose_name = "Inquiries desk"

    def ready(self) -> None:
        from . import tracking  # noqa: F401 - listens to what mail providers report
