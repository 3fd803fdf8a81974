"""What staff put on the home page, read once until content changes."""

from dataclasses import dataclass

from content.stamp import per_stamp

from .models import HomeBlock, HomeFeature

FEATURES_SHOWN = 3  # the large one and the two beside it


@dataclass(frozen=True)
class Home:
    features: list[HomeFeature]
    notices: list[HomeBlock]
    education: list[HomeBlock]
    community: list[HomeBlock]
    giving: list[HomeBlock]


@per_stamp
def read() -> Home:
    """The blocks come with their links, in the order that staff gave them."""
    blocks = list(HomeBlock.objects.published().prefetch_related("links"))

    def of(kind: HomeBlock.Kind) -> list[HomeBlock]:
        return [block for block in blocks if block.kind == kind]

    return Home(
        features=list(HomeFeature.objects.published()[:FEATURES_SHOWN]),
        notices=of(HomeBlock.Kind.NOTICE),
        education=of(HomeBlock.Kind.EDUCATION),
        community=of(HomeBlock.Kind.COMMUNITY),
        giving=of(HomeBlock.Kind.GIVING),
    )
