"""What the page cache of this process did since it started, for whoever watches the site."""

from dataclasses import asdict, dataclass

from django.core.cache import caches

from .memory import BoundedMemory


@dataclass
class Figures:
    """Plain numbers: two threads that count at once may lose one, and a lock would cost more."""

    hits: int = 0
    misses: int = 0  # drawn, whether or not it was kept
    stale: int = 0  # the last good page, since the database was away
    bypass: int = 0  # never looked at: staff, forms, files, everything that is not MAY_ASK
    bytes: int = 0  # of the bodies that were answered out of the cache


counted = Figures()


def figures() -> dict[str, int]:
    """The counters, and what is held at the moment: `pages` and `bytes_held`."""
    both = caches["pages"], caches["asked"]
    held = [cache for cache in both if isinstance(cache, BoundedMemory)]
    return asdict(counted) | {
        "pages": sum(len(cache) for cache in held),
        "bytes_held": sum(cache.bytes_held for cache in held),
    }
