"""What the desk works with: reasons of corrections, points to check."""

from pathlib import Path
from typing import Any

from applications.models import ChecklistPoint, CorrectionReason

from .tree import read


def load_desk(root: Path) -> None:
    """Reasons and points; running it again changes nothing."""
    rows = read(root, "desk")
    for number, row in enumerate(rows["reasons"], start=1):
        CorrectionReason.objects.get_or_create(
            text=row["text"], defaults={"example": row["example"], "order": number}
        )
    for number, row in enumerate(rows["points"], start=1):
        _points(row, order=number)


def _points(row: dict[str, Any], *, order: int) -> None:
    for code in row.get("services", [""]):
        ChecklistPoint.objects.get_or_create(
            service_code=code,
            text=row["text"],
            defaults={"basis": row["basis"], "order": order},
        )
