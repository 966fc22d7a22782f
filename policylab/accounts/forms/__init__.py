"""The forms of one's account; MFA_FORMS in the settings names those that stand in for allauth's."""

from .entrance import CodeForm, DoorForm, PasswordSignInForm
from .own import AddressForm, DeleteForm, PasswordForm, PasswordProofForm, ProfileForm, WelcomeForm
from .second_factor import (
    AddPasskeyForm,
    AppForm,
    EditPasskeyForm,
    PasskeyProofForm,
    PasskeySecondForm,
    PasskeySignInForm,
    ProofBySecondFactorForm,
    SecondFactorForm,
)

__all__ = [
    "AddPasskeyForm",
    "AddressForm",
    "AppForm",
    "CodeForm",
    "DeleteForm",
    "DoorForm",
    "EditPasskeyForm",
    "PasskeyProofForm",
    "PasskeySecondForm",
    "PasskeySignInForm",
    "PasswordForm",
    "PasswordProofForm",
    "PasswordSignInForm",
    "ProfileForm",
    "ProofBySecondFactorForm",
    "SecondFactorForm",
    "WelcomeForm",
]
