# /brochure/
from django.urls import path

from . import views

app_name = "inquiries"
urlpatterns = [
    path("", views.brochure, name="brochure"),
    path("countries.json", views.country_names, name="country_names"),
    path("thanks/<str:token>/", views.thanks, name="thanks"),
]
