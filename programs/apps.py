from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "programs"
    verbose_name = "Programs and credits"

    def ready(self) -> None:
        from content import stamp  # knows models, which are not ready when this module is

        from . import moments

        stamp.also_moved_by(moments.around)
