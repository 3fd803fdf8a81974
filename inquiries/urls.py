# /brochure/
from django.urls import path

from .views import brochure, form, thanks

app_name = "inquiries"
urlpatterns = [
    path("", form.brochure, name="brochure"),
    path("countries.json", form.country_names, name="country_names"),
    path("thanks/<str:token>/", thanks.thanks, name="thanks"),
    # last: a token could be any word
    path("<str:token>.pdf", brochure.pdf, name="brochure_pdf"),
    path("<str:token>/", brochure.page, name="brochure_page"),
]
