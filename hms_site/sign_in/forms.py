"""allauth's forms in our words: labels instead of placeholders, hints where they help."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm as AllauthAddWebAuthnForm
from django import forms

LABELS = {
    "email": "E-mail address",
    "oldpassword": "Your password until now",
    "password1": "New password",
    "password2": "The same again",
}
CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off"}


class Labelled:
    """A label stays when something is typed; a placeholder does not."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
        if "password1" not in self.fields and "password" in self.fields:
            self.fields["password"].help_text = ""  # the way to a new one stands below


class LoginForm(Labelled, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = "Username or e-mail address"
        login.widget = forms.TextInput({"autocomplete": "username", "autocapitalize": "off"})


class ReauthenticateByPasswordForm(Labelled, account.ReauthenticateForm):
    pass


class ChangePasswordForm(Labelled, account.ChangePasswordForm):
    pass


class SetPasswordForm(Labelled, account.SetPasswordForm):
    pass


class ResetPasswordForm(Labelled, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Labelled, account.ResetPasswordKeyForm):
    pass


class CodeField:
    """The field of a code, for the forms that ask for one."""

    label = "Code from your app, or a recovery code"
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = self.label
        self.fields["code"].widget = forms.TextInput(CODE)


class AuthenticateForm(CodeField, AllauthAuthenticateForm):
    pass


class ReauthenticateForm(CodeField, AllauthReauthenticateForm):
    pass


class ActivateTOTPForm(CodeField, AllauthActivateTOTPForm):
    label = "The six digits that the app shows now"


class AddWebAuthnForm(AllauthAddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, alone = self.fields["name"], self.fields["passwordless"]
        name.label = "A name for it"
        name.help_text = "So that you can tell it from another, such as “Office laptop”."
        alone.label = "Sign in with it alone, without a password"
        alone.help_text = "It then asks for your finger, your face or its PIN each time."
        self.initial["passwordless"] = True
