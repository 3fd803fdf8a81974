# /brochure/
from django.urls import path

from .views import confirm, form, thanks

app_name = "inquiries"
urlpatterns = [
    path("", form.brochure, name="brochure"),
    path("countries.json", form.country_names, name="country_names"),
    path("mine/<str:token>/confirm/", confirm.confirm, name="confirm"),
    path("thanks/<str:token>/", thanks.thanks, name="thanks"),
]
