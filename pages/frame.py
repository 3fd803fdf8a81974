"""What stands around every page, read and drawn once until content changes."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from content.stamp import per_stamp

from . import menus
from .models import Alert, Block, ResourceLink, SchoolFigure, SiteFacts, SocialLink


@per_stamp
def facts() -> SiteFacts:
    """The one row of facts; until there is one, what is known of the school anyway."""
    return SiteFacts.objects.first() or SiteFacts(
        street="25 Shattuck Street",
        city="Boston",
        state="MA",
        zip="02115",
        phone="617-432-1000",
        copyright_holder="The President and Fellows of Harvard College",
        founded=1782,
    )


@per_stamp
def alerts() -> tuple[Alert, ...]:
    return tuple(Alert.objects.published())


@per_stamp
def social() -> tuple[SocialLink, ...]:
    return tuple(SocialLink.objects.all())


@per_stamp
def figures() -> tuple[SchoolFigure, ...]:
    return tuple(SchoolFigure.objects.all())


@per_stamp
def resources() -> tuple[ResourceLink, ...]:
    return tuple(ResourceLink.objects.all())


@per_stamp
def menu(place: menus.Place | None) -> SafeString:
    """Search, main and utility menu, with `place` marked as where the visitor is."""
    return render_to_string("_includes/menu.html", {"menus": menus.tree(), "place": place})


@per_stamp
def body(page_pk: int) -> SafeString:
    """The blocks of a page, one below the other."""
    blocks = Block.objects.filter(parent=page_pk)
    context = {"blocks": blocks, "figures": figures(), "facts": facts()}
    return render_to_string("pages/_body.html", context)


@per_stamp
def section_nav(place: menus.Place | None) -> SafeString:
    """The entries of the section around `place`; empty where there are none."""
    if place is None or place.section is None:
        return SafeString("")
    return render_to_string("_includes/section_nav.html", {"place": place})
