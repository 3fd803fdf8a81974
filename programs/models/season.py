from django.db import models


class Season(models.TextChoices):
    FALL = "fall", "Fall"
    SPRING = "spring", "Spring"
    SUMMER = "summer", "Summer"
