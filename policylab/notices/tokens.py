"""What the link of a mail allows whoever holds it: to stop such mails, and nothing else (RFC 8058).

It never ends, because people unsubscribe from mails years old; changing POLICYLAB_SECRET_KEY ends all of them.
"""

from dataclasses import dataclass

from django.core import signing

from .enums import Kind

PURPOSE = "policylab.notices.stop"


@dataclass(frozen=True)
class Stop:
    """Whose mails, by the account's `ref`; about one subject, or of these kinds."""

    person: str
    subject: str = ""
    kinds: tuple[Kind, ...] = ()


def token_for(stop: Stop) -> str:
    what = {"s": stop.subject} if stop.subject else {"k": [str(kind) for kind in stop.kinds]}
    return signing.Signer(salt=PURPOSE).sign_object({"u": stop.person, **what})


def read_token(token: str) -> Stop | None:
    try:
        given = signing.Signer(salt=PURPOSE).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    kinds = tuple(Kind(kind) for kind in given.get("k", ()) if kind in Kind.values)
    return Stop(given["u"], given.get("s", ""), kinds)
