"""Redis counts codes and guesses: while it is away nobody signs in, nor gets a bare error."""

import socket

import pytest

from tests.reading import Page

from .people import LOGIN, log_in


@pytest.mark.errors_expected
def test_nobody_signs_in_uncounted_and_everybody_is_told(client, account, settings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.REDIS_URL = f"redis://127.0.0.1:{taken.getsockname()[1]}/0"
    cache = {"BACKEND": "django.core.cache.backends.redis.RedisCache"}
    settings.CACHES = {"default": {**cache, "LOCATION": settings.REDIS_URL}}

    assert client.get(LOGIN).status_code == 200
    response = log_in(client, "ada")

    assert response.status_code == 503
    assert Page(response).headings == ["This page needs a minute"]
    assert "_auth_user_id" not in client.session
