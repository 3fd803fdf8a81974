"""Pages that processes share through Redis; here in the memory of one."""

import pytest
from django.core.cache import caches
from redis.exceptions import ConnectionError as RedisConnectionError

from hms_site.page_cache import shared
from hms_site.page_cache.memory import BoundedMemory

from .conftest import was

pytestmark = pytest.mark.django_db


class Gone(BoundedMemory):
    """What Django's backend does when Redis does not answer."""

    def get(self, *args, **kwargs):
        raise RedisConnectionError("refused")

    set = get


def share(settings, backend="hms_site.page_cache.memory.BoundedMemory"):
    memory = settings.CACHES["pages"] | {"LOCATION": "shared", "BACKEND": backend}
    settings.CACHES = settings.CACHES | {"shared_pages": memory}
    caches["shared_pages"].clear()


def test_what_one_process_drew_no_other_draws(settings, client, django_assert_num_queries):
    share(settings)
    client.get("/programs/")
    caches["pages"].clear()

    with django_assert_num_queries(0):
        assert was(client.get("/programs/")) == "hit"


def test_pages_with_a_query_are_not_shared(settings, client):
    share(settings)
    client.get("/news/?page=1")
    client.get("/news/")

    assert len(caches["shared_pages"]) == 1


def test_another_release_shares_nothing(settings):
    ours = shared.release.__wrapped__()
    same = shared.release.__wrapped__()
    settings.SITE_URL = "https://other.example"

    assert ours == same != shared.release.__wrapped__()


def test_release_is_the_same_in_every_process():
    assert shared.plain({"b", "a"}) == ["a", "b"]
    assert shared.plain(object()) == "object"


def test_without_redis_each_draws_for_itself(settings, client, caplog):
    share(settings, f"{__name__}.Gone")

    assert [was(client.get("/programs/")) for _ in range(2)] == ["fwd=miss; stored", "hit"]
    assert {record.getMessage() for record in caplog.records} == {
        "Redis did not give a page: ConnectionError",
        "Redis did not take a page: ConnectionError",
    }
