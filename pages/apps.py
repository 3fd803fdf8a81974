from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = "Pages, menus and home page"

    def ready(self) -> None:
        from .models import blocks

        blocks.record_history_of_kinds()
