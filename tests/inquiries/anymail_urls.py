"""The site's addresses, as they are when mails leave through Postmark or Mailgun."""

from django.urls import include, path

from hms_site import mail_providers
from hms_site.urls import urlpatterns as site

reports = [*mail_providers.webhooks("postmark"), *mail_providers.webhooks("mailgun")]
urlpatterns = [path("anymail/", include((reports, "anymail"))), *site]
