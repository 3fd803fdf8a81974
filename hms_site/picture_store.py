"""Where uploaded pictures are kept: on this machine's disk, or in S3, which several can share."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# seconds: an editor waits for it, and so does one of the few threads of a process
CONNECT_TIMEOUT, READ_TIMEOUT = 3, 10
A_YEAR = 31_536_000  # a name holds a hash of what is in the file


def in_s3(
    *, bucket: str, media_url: str, endpoint: str, region: str, key: str, secret: str
) -> dict[str, Any]:
    """For STORAGES. Without key and secret boto3 looks for those of the machine's role."""
    from botocore.config import Config  # 15 MB that a site with a disk can do without

    public = urlsplit(media_url)
    if not origin(media_url):
        raise ImproperlyConfigured(
            "Set MEDIA_URL in the environment when there is S3_BUCKET: the address at which "
            "browsers find what is in it, such as https://media.example.org/."
        )
    if bool(key) != bool(secret):
        raise ImproperlyConfigured(
            "Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY in the environment both, or neither."
        )
    return {
        "BACKEND": "hms_site.s3_pictures.S3Pictures",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint or None,
            "region_name": region or None,
            "access_key": key or None,
            "secret_key": secret or None,
            "custom_domain": f"{public.netloc}{public.path}".rstrip("/"),
            "url_protocol": f"{public.scheme}:",
            "querystring_auth": False,
            # two rows may hold the same picture: each has its own file, as on a disk
            "file_overwrite": False,
            "object_parameters": {"CacheControl": f"public, max-age={A_YEAR}, immutable"},
            "client_config": Config(
                connect_timeout=CONNECT_TIMEOUT,
                read_timeout=READ_TIMEOUT,
                retries={"total_max_attempts": 2, "mode": "standard"},
                # an endpoint of one's own seldom has a host name for each bucket
                s3={"addressing_style": "path" if endpoint else "auto"},
                # and does not know the checksums that Amazon takes since 2025
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        },
    }


def origin(media_url: str) -> list[str]:
    """For the Content-Security-Policy: where pictures may come from beside the site itself."""
    parts = urlsplit(media_url)
    if not parts.netloc:
        return []
    if parts.scheme not in ("https", "http") or not media_url.endswith("/"):
        raise ImproperlyConfigured(
            "MEDIA_URL in the environment must look like https://media.example.org/, with a slash "
            "at its end."
        )
    return [media_url]
