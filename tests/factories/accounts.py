"""Users, identities and signed-in clients."""

import itertools

from foundation.accounts.enums import LoginKind
from foundation.accounts.models import Identity, User

_numbers = itertools.count(1)


def make_user(**facts):
    number = next(_numbers)
    facts = {"username": f"person-{number}", "full_name": f"示例人{number}", **facts}
    return User.objects.create_user(**facts)


def make_staff(**facts):
    return make_user(is_staff=True, **facts)


def make_identity(**facts):
    facts.setdefault("user", None)
    facts["user"] = facts["user"] or make_user()
    defaults = {
        "issuer": "https://identity.example",
        "subject": f"subject-{next(_numbers)}",
        "login_kind": LoginKind.NATURAL,
        "name": facts["user"].full_name,
        "id_number": "110100198506181169",
        "phone": "19900000021",
    }
    return Identity.objects.create(**{**defaults, **facts})


def sign_in(client, user, *, login_kind=LoginKind.NATURAL, enterprise_id=None):
    """Put a user into a test client's session as a sign-in at the platform would."""
    client.force_login(user)
    session = client.session
    session.update(
        {
            "login_kind": login_kind,
            "verified_kind": login_kind,
            "enterprise_id": enterprise_id,
        }
    )
    session.save()
    return client
