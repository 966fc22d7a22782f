"""Every address of one's account. Those of allauth keep its names, which it asks for; they are listed one by one, so that
nothing of it is open that we have not seen. Its sign-up, its confirmation links and its reset are not among them: the one
door does all three."""

from allauth.account import views as allauth_views
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import include, path
from django.views.generic import RedirectView

from .proof import proof_required
from .views import door, keys, leaving, own, safety

entrance = [
    path("sign-in/", door.door, name="account_login"),
    path("sign-in/second-factor/", door.SecondFactor.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-out/", allauth_views.logout, name="account_logout"),
    path("closed/", allauth_views.account_inactive, name="account_inactive"),
]
protection = [
    path("security/", safety.Safety.as_view(), name="mfa_index"),
    path("security/app/", proof_required(safety.SetUpApp.as_view()), name="mfa_activate_totp"),
    path("security/app/remove/", proof_required(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("security/recovery-codes/", proof_required(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "security/recovery-codes/new/",
        proof_required(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "security/recovery-codes/file/",
        proof_required(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("security/passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("security/passkeys/add/", proof_required(safety.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/rename/", proof_required(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", proof_required(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("confirm/passkey/", safety.ProofByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("devices/", sessions.list_usersessions, name="usersessions_list"),
]
ours = [
    path("", own.home, name="home"),
    path("sign-in/code/", door.code, name="code"),
    path("sign-in/password/", door.ByPassword.as_view(), name="by_password"),
    path("welcome/", own.welcome, name="welcome"),
    path("profile/", own.profile, name="profile"),
    path("confirm/", keys.proof, name="proof"),
    path("address/", keys.address, name="address"),
    path("address/code/", keys.address_code, name="address_code"),
    path("password/", keys.password, name="password"),
    path("data/", leaving.export, name="export"),
    path("delete/", leaving.delete, name="delete"),
]
urlpatterns = [path("account/", include([*entrance, *protection, path("", include((ours, "accounts")))]))]
