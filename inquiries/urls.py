# /brochure/
from django.urls import path

from .views import form, spelling, thanks

app_name = "inquiries"
urlpatterns = [
    path("", form.brochure, name="brochure"),
    path("countries.json", form.country_names, name="country_names"),
    path("domains.json", spelling.mail_domains, name="mail_domains"),
    path("thanks/<str:token>/", thanks.thanks, name="thanks"),
]
