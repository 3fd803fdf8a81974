"""What every template knows of the site. Facts of the school that no row holds yet."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


@dataclass(frozen=True)
class Site:
    name: str = "Harvard Medical School"
    street: str = "25 Shattuck Street"
    city: str = "Boston, MA 02115"
    phone: str = "+1 617-432-1000"
    phone_link: str = "tel:+16174321000"
    copyright_holder: str = "The President and Fellows of Harvard College"

    @property
    def inquiries_email(self) -> str:
        return settings.INQUIRIES_EMAIL

    @property
    def has_vendor_files(self) -> bool:
        """Whether npm's fonts and browser components are there to be served."""
        return settings.HAS_VENDOR_FILES

    @property
    def year(self) -> int:
        return timezone.localdate().year


SITE = Site()


def site(request: HttpRequest) -> dict[str, Site]:
    return {"site": SITE}
