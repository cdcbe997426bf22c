"""What is hashed, and how: one text for the same facts on every database."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

GENESIS = "0" * 64


def clean_text(value: str, *, limit: int) -> str:
    """Text that every database stores as given: no NUL, no lone surrogate, not too long."""
    sound = value.encode("utf-8", "replace").decode("utf-8")
    return sound.replace("\x00", "")[:limit]


def clean_detail(detail: Any) -> Any:
    """The detail as any database gives it back: plain JSON, fractions as text, sound strings."""
    text = json.dumps(detail, cls=DjangoJSONEncoder, ensure_ascii=False)
    return _sound(json.loads(text, parse_float=str, parse_constant=str))


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value, limit=len(value))
    if isinstance(value, dict):
        return {clean_text(key, limit=len(key)): _sound(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_sound(item) for item in value]
    return value


def moment(at: datetime) -> str:
    """A moment as it is hashed: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest(content: dict[str, Any]) -> str:
    """SHA-256 over canonical JSON: sorted keys, no blanks, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
