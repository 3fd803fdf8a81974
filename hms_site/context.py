"""What every template knows: `site`, the school as it stands on each page, and `here`."""

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from content.stamp import per_stamp
from pages import frame, menus
from pages.models import Alert, ResourceLink, SchoolFigure, SocialLink


class Site:
    """Facts, menus and lists of the school. Each is read when a template asks for it."""

    @property
    def name(self) -> str:
        return frame.facts().name

    @property
    def street(self) -> str:
        return frame.facts().street

    @property
    def city(self) -> str:
        facts = frame.facts()
        return f"{facts.city}, {facts.state} {facts.zip}"

    @property
    def phone(self) -> str:
        return frame.facts().phone

    @property
    def phone_link(self) -> str:
        return frame.facts().phone_link

    @property
    def copyright_holder(self) -> str:
        return frame.facts().copyright_holder

    @property
    def inquiries_email(self) -> str:
        return frame.facts().inquiries_address

    @property
    def menus(self) -> menus.Tree:
        return menus.tree()

    @property
    def alerts(self) -> tuple[Alert, ...]:
        return frame.alerts()

    @property
    def social(self) -> tuple[SocialLink, ...]:
        return frame.social()

    @property
    def figures(self) -> tuple[SchoolFigure, ...]:
        return frame.figures()

    @property
    def resources(self) -> tuple[ResourceLink, ...]:
        return frame.resources()

    @property
    def url(self) -> str:
        """The public address of the site, without a slash at its end."""
        return settings.SITE_URL

    @property
    def has_vendor_files(self) -> bool:
        """Whether npm's fonts and browser components are there to be served."""
        return settings.HAS_VENDOR_FILES

    @property
    def year(self) -> int:
        return timezone.localdate().year


class Here:
    """Where in the page tree the request is, and what the frame says of it."""

    def __init__(self, path: str) -> None:
        self.path = path

    @cached_property
    def place(self) -> menus.Place | None:
        return menus.find(self.path)

    @property
    def menu(self) -> SafeString:
        return frame.menu(self.place)

    @property
    def footer(self) -> SafeString:
        return drawn_footer(SITE.year, SITE.inquiries_email)

    @property
    def section_nav(self) -> SafeString:
        return frame.section_nav(self.place)


SITE = Site()


@per_stamp
def drawn_footer(year: int, inquiries_email: str) -> SafeString:
    """Kept by what may change without any change of content: the calendar and the settings."""
    return render_to_string("_includes/footer.html", {"site": SITE})


def site(request: HttpRequest) -> dict[str, Site | Here]:
    return {"site": SITE, "here": Here(request.path)}
