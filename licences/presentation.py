"""What a page shows of licences, row by row."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from foundation.core.dates import Validity, validity

from .models import Licence


def licence_rows(licences: Iterable[Licence], on: date) -> list[dict[str, Any]]:
    """Each licence with where it stands."""
    return [{"licence": licence, "standing": standing(licence, on)} for licence in licences]


def standing(licence: Licence, on: date) -> Validity:
    """What is left of it; of one that was ended, how it ended."""
    if licence.is_standing:
        return validity(licence.valid_until, on)
    return Validity(label=str(licence.get_status_display()), kind="no")
