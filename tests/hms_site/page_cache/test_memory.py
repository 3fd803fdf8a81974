from dataclasses import dataclass

from hms_site.page_cache.memory import BoundedMemory


@dataclass
class Thing:
    size: int


def memory(name, most=10_000):
    return BoundedMemory(name, {"OPTIONS": {"MAX_BYTES": most}})


def test_what_was_not_asked_for_longest_goes_first():
    cache = memory("first")
    for name in "abc":
        cache.set(name, Thing(3000))
    cache.get("a")

    cache.set("d", Thing(3000))

    assert [name for name in "abcd" if cache.get(name)] == ["a", "c", "d"]
    assert cache.bytes_held <= 10_000


def test_what_is_larger_than_all_of_it_is_not_kept():
    cache = memory("large")

    cache.set("a", Thing(10_001))

    assert (len(cache), cache.bytes_held) == (0, 0)


def test_what_is_replaced_or_deleted_no_longer_counts():
    cache = memory("replaced")
    cache.set("a", Thing(9000))
    cache.set("a", Thing(100))
    small = cache.bytes_held

    assert small < 1000
    assert cache.delete("a")
    assert not cache.delete("a")
    assert cache.bytes_held == 0


def test_threads_share_it_by_its_name():
    memory("shared").set("a", thing := Thing(1))

    assert memory("shared").get("a") is thing
    assert memory("other").get("a", "none") == "none"
