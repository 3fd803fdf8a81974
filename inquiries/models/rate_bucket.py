from django.db import models


class RateBucket(models.Model):
    """Form posts of one address block in one hour. The block is a keyed hash, never an address."""

    block = models.CharField(max_length=64)
    hour = models.DateTimeField()
    posts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["block", "hour"], name="one_bucket_per_block_and_hour")
        ]

    def __str__(self) -> str:
        return f"{self.posts} posts"
