# /brochure/
from django.urls import path

from .views import brochure, confirm, correct, erase, form, mine, new_link, spelling, thanks

app_name = "inquiries"
urlpatterns = [
    path("", form.brochure, name="brochure"),
    path("countries.json", form.country_names, name="country_names"),
    path("mine/<str:token>/confirm/", confirm.confirm, name="confirm"),
    path("domains.json", spelling.mail_domains, name="mail_domains"),
    path("thanks/", thanks.known, name="known"),
    path("thanks/<str:token>/", thanks.thanks, name="thanks"),
    path("mine/", new_link.new_link, name="new_link"),
    path("mine/sent/", new_link.sent, name="new_link_sent"),
    path("mine/erased/", erase.erased, name="erased"),
    path("mine/<str:token>/", mine.mine, name="mine"),
    path("mine/<str:token>/my-inquiry.json", mine.download, name="download"),
    path("mine/<str:token>/brochure/", mine.brochure_again, name="brochure_again"),
    path("mine/<str:token>/no-mail/", mine.no_mail, name="no_mail"),
    path("mine/<str:token>/correct/", correct.correct, name="correct"),
    path("mine/<str:token>/address/", correct.change_address, name="change_address"),
    path("mine/<str:token>/erase/", erase.erase_mine, name="erase"),
    path("no-mail/<str:token>/", mine.end_mail, name="end_mail"),
    path("address/<str:token>/", correct.new_address, name="new_address"),
    # last: a token could be any word
    path("<str:token>.pdf", brochure.pdf, name="brochure_pdf"),
    path("<str:token>/opened/", brochure.opened, name="brochure_opened"),
    path("<str:token>/", brochure.page, name="brochure_page"),
]
