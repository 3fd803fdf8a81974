"""What happens often and is worth a number: counted in each process, shown with METRICS_PORT.

A tally is split by words of ours alone, each from a closed set: never by what a visitor sent.
"""

from collections.abc import Iterable
from itertools import product
from threading import Lock

tallies: list["Tally"] = []


class Tally:
    """A number that only grows, for each combination of its words.

    All of them are there from the start with 0: what appears with 1 is no increase for Prometheus.
    """

    def __init__(self, name: str, what: str, **words: Iterable[str]) -> None:
        self.name, self.what = name, what
        self.labels = tuple(words)
        self._numbers = dict.fromkeys(product(*words.values()), 0)
        self._lock = Lock()
        tallies.append(self)

    def add(self, *words: str, number: int = 1) -> None:
        with self._lock:
            # a word of a later version, such as a kind of delivery, must stop nothing
            self._numbers[words] = self._numbers.get(words, 0) + number

    def read(self) -> dict[tuple[str, ...], int]:
        with self._lock:
            return dict(self._numbers)
