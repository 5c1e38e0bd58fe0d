"""The forms of an account: passwords and codes are never shown again."""

from collections.abc import Mapping

from wtforms import HiddenField, StringField

from finder.domain.accounts import LONGEST_PASSWORD, SHORTEST_PASSWORD
from finder.web.fields import ComponentWidget, TextField
from finder.web.forms import PostedForm


class SecretField(StringField):
    """A password: hidden while typed, may be pasted, and never sent back to the page."""

    widget = ComponentWidget("secret_field")


_CODE = {
    "autocomplete": "one-time-code",
    "inputmode": "text",
    "maxlength": 30,
    "autocapitalize": "off",
    "spellcheck": "false",
}


class SignInForm(PostedForm):
    """Address and password: the first of two steps."""

    email = TextField(
        "E-mail address",
        render_kw={"autocomplete": "username", "inputmode": "email", "maxlength": 254},
    )
    password = SecretField(
        "Password",
        render_kw={"autocomplete": "current-password", "maxlength": LONGEST_PASSWORD},
    )


class CodeForm(PostedForm):
    """The second step: a code of the app, or a recovery code."""

    code = TextField(
        "Code",
        description="The six digits that your app shows now, or one of your recovery codes.",
        render_kw=_CODE,
    )


class NewPasswordForm(PostedForm):
    """A first password; being easy to guess is the only thing that is refused."""

    password = SecretField(
        "New password",
        description=f"At least {SHORTEST_PASSWORD} characters. Several words in a row are good.",
        render_kw={"autocomplete": "new-password", "maxlength": LONGEST_PASSWORD},
    )


class ChangePasswordForm(NewPasswordForm):
    """A new password for whoever knows the old one."""

    old_password = SecretField(
        "Present password",
        render_kw={"autocomplete": "current-password", "maxlength": LONGEST_PASSWORD},
    )


class RecoveryCodesForm(PostedForm):
    """Fresh recovery codes for whoever knows the password."""

    password = SecretField(
        "Present password",
        render_kw={"autocomplete": "current-password", "maxlength": LONGEST_PASSWORD},
    )

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(values)
        # The page holds another form with a password.
        self.password.id = "recovery-password"


class SecondFactorForm(PostedForm):
    """Proof that the app holds the secret, which travels sealed within the form."""

    sealed = HiddenField()
    code = TextField(
        "Code",
        description="The six digits that the app shows after reading the picture.",
        render_kw={**_CODE, "inputmode": "numeric"},
    )
