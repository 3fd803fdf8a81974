"""What the cache counts by is often an address: its table shows none."""

from django.utils.crypto import salted_hmac


def hashed(key: str, prefix: str, version: int) -> str:
    return salted_hmac("cache", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
