"""What somebody typed and sent when the session was over: kept for that person alone."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from foundation.accounts.models import KeptEntry, User

NEVER_KEPT = ("password", "csrf", "secret", "token", "otp", "code_verifier")
MOST_CHARACTERS = 200_000


def keep_entry(
    *, user: User, target: str, page: str, fields: Mapping[str, Sequence[str]], at: datetime
) -> KeptEntry | None:
    """Keep the typed fields, encrypted, for an hour; None where nothing can be kept.

    Args:
        user: who was given the form.
        target: the path that the form was sent to.
        page: the path of the page on which it was typed.
        fields: the values by name; secrets are left out.
        at: the moment.
    """
    typed = {
        name: list(values)
        for name, values in fields.items()
        if not any(part in name.lower() for part in NEVER_KEPT)
    }
    text = json.dumps(typed, ensure_ascii=False)
    if not typed or len(text) > MOST_CHARACTERS:
        return None
    return KeptEntry.objects.create(user=user, target=target, page=page, fields=text, created_at=at)


def kept_fields(entry: KeptEntry) -> dict[str, list[str]]:
    """The values by name."""
    fields: dict[str, list[str]] = json.loads(entry.fields)
    return fields


def forget_entry(entry: KeptEntry) -> None:
    """It was used, or is not wanted."""
    entry.delete()


def sweep_entries(*, at: datetime) -> int:
    """Forget what nobody came back for; return how many."""
    fresh = KeptEntry.objects.fresh(at).values("pk")
    return KeptEntry.objects.exclude(pk__in=fresh).delete()[0]
