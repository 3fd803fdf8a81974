"""A cache in a process's memory, bounded in bytes; what was not asked for longest goes first.

Django's own counts entries, whatever their size, and pickles each anew for every answer.
"""

from collections import OrderedDict
from threading import Lock
from typing import Any, NamedTuple, Protocol

from django.core.cache.backends.base import BaseCache


class Sized(Protocol):
    @property
    def size(self) -> int: ...


class Held(NamedTuple):
    """Shared by all threads: Django gives each its own backend."""

    rows: "OrderedDict[str, Any]"
    lock: Lock
    total: list[int]


_held: dict[str, Held] = {}


class BoundedMemory(BaseCache):
    """Keeps what has a `size` as it is, with no end in time: whoever gets it must not change it."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.most_bytes: int = params["OPTIONS"]["MAX_BYTES"]
        self.rows, self.lock, self.total = _held.setdefault(name, Held(OrderedDict(), Lock(), [0]))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        with self.lock:
            if key not in self.rows:
                return default
            self.rows.move_to_end(key)
            return self.rows[key]

    def set(self, key: str, value: Sized, timeout: Any = None, version: int | None = None) -> None:
        with self.lock:
            self.forget(key)
            self.rows[key] = value
            self.total[0] += size(key, value)
            while self.total[0] > self.most_bytes:
                self.forget(next(iter(self.rows)))

    def delete(self, key: str, version: int | None = None) -> bool:
        with self.lock:
            return self.forget(key)

    def clear(self) -> None:
        with self.lock:
            self.rows.clear()
            self.total[0] = 0

    def forget(self, key: str) -> bool:
        """With the lock held."""
        if key not in self.rows:
            return False
        self.total[0] -= size(key, self.rows.pop(key))
        return True

    @property
    def bytes_held(self) -> int:
        return self.total[0]

    def __len__(self) -> int:
        return len(self.rows)


def size(key: str, value: Sized) -> int:
    return value.size + len(key) + 200
