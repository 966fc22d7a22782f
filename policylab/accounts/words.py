"""What we say where allauth would say something of its own: its messages, its errors, its mails."""

from django.utils.translation import gettext_lazy as _

TOO_MANY = _("Too many wrong tries. Wait a quarter of an hour, then try again.")
WRONG_CODE = _("This code is not right. Look at the newest one and type its digits again.")

PASSKEY_UNKNOWN = _("This passkey could not be checked. Try again, or type a code.")

ERRORS = {
    "account_inactive": _("This account is closed."),
    "email_password_mismatch": _(
        "Address and password do not belong together. You can always sign in with a code by e-mail."
    ),
    "incorrect_code": WRONG_CODE,
    "incorrect_password": _("This is not your password."),
    "too_many_login_attempts": TOO_MANY,
    "rate_limited": TOO_MANY,
    "cannot_delete_authenticator": _("This second factor cannot be taken away."),
    "cannot_generate_recovery_codes": _("Set up an authenticator app or a passkey first."),
    "invalid_login": PASSKEY_UNKNOWN,
    "unverified_email": _("Confirm your e-mail address first."),
}

# allauth's template -> our sentence; nothing is said where the page itself shows what happened.
MESSAGES = {
    "account/messages/logged_in.txt": "",
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password is changed. Other devices are signed out."),
    "account/messages/password_set.txt": _("You have a password now. The code by e-mail still works."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is set up. Other devices are signed out."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator app is no longer used."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is added. Other devices are signed out."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is taken away."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "Write down your recovery codes: they open your account when the phone is lost."
    ),
    "usersessions/messages/sessions_logged_out.txt": _("All other devices are signed out."),
}

# allauth's mail -> its subject, which also says what happened.
MAILS = {
    "account/email/password_changed": _("Your password was changed"),
    "account/email/password_set": _("A password was set for your account"),
    "mfa/email/totp_activated": _("An authenticator app was set up for your account"),
    "mfa/email/totp_deactivated": _("The authenticator app of your account was taken away"),
    "mfa/email/webauthn_added": _("A passkey was added to your account"),
    "mfa/email/webauthn_removed": _("A passkey was taken away from your account"),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account"),
}
NOT_YOU = _("If this was not you, sign in with a code, sign all devices out and set a new password.")
