"""The storage of production; what packages bring along need not be collected for it."""

from hms_site.static_storage import SiteStaticFilesStorage

OURS = ("css/", "img/", "js/")


class OursAlone(SiteStaticFilesStorage):
    def stored_name(self, name: str) -> str:
        stored: str = super().stored_name(name) if name.startswith(OURS) else name
        return stored
