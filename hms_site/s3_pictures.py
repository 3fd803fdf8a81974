"""The storage of STORAGES where S3_BUCKET is set. Imports boto3, 20 MB, so only then."""

from typing import Any

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage


class S3Pictures(S3Storage):
    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Fails as a disk does, so that nobody else need know what boto3 raises."""
        try:
            stored: str = super().save(name, content, max_length)
        except (Boto3Error, BotoCoreError, ClientError) as error:
            raise OSError(f"S3 did not take {name}.") from error
        return stored
