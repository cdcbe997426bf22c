"""How many services each filter would leave: one grouped query, whatever their number.

Services are counted by everything that a list can be filtered by at once. That gives as many
groups as there are combinations in use (some dozens), of ten services or of ten thousand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Value, When

from service_catalog.enums import Audience, Online

from .filters import FACETS, ServiceFilter

if TYPE_CHECKING:
    from .pages import ServicePageQuerySet

COLUMNS = (
    "kind", "sector__key", "sector__name", "sector__order", "audience", "handling",
    "department__key", "department__name", "department__order",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Services that no filter tells apart, and how many they are."""

    kind: str
    sector: str
    audience: str
    handling: str
    department: str
    online: str
    sector_name: str
    sector_order: int
    department_name: str
    department_order: int
    number: int

    def fits(self, wanted: ServiceFilter, *, but: str = "") -> bool:
        """Whether the filters leave these, one of them perhaps set aside."""
        return all(
            self.has(facet, getattr(wanted, facet))
            for facet in FACETS
            if facet != but and getattr(wanted, facet)
        )

    def has(self, facet: str, value: str) -> bool:
        """Whether these have that property; who serves both serves either."""
        own = getattr(self, facet)
        return own == value or (facet == "audience" and own == Audience.BOTH)


class Groups:
    """All groups of a list."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups = tuple(groups)

    @classmethod
    def of(cls, services: "ServicePageQuerySet") -> "Groups":
        """Count the services of a queryset."""
        counted = (
            services.order_by()
            .annotate(
                offered=Case(
                    When(has_form=True, external_url="", then=Value(Online.HERE.value)),
                    default=Value(Online.ELSEWHERE.value),
                )
            )
            .values(*COLUMNS, "offered")
            .annotate(number=Count("pk"))
        )
        return cls(_group(row) for row in counted)

    def total(self, wanted: ServiceFilter) -> int:
        """How many the filters leave."""
        return sum(group.number for group in self.groups if group.fits(wanted))

    def count(self, wanted: ServiceFilter, facet: str, value: str) -> int:
        """How many would be left, were this facet set to `value` (empty: to nothing)."""
        return sum(
            group.number
            for group in self.groups
            if group.fits(wanted, but=facet) and (not value or group.has(facet, value))
        )

    def named(self, facet: str) -> list[tuple[str, str]]:
        """The keys and names of the sectors or departments in use, in their order."""
        found = {
            (getattr(each, f"{facet}_order"), getattr(each, facet), getattr(each, f"{facet}_name"))
            for each in self.groups
            if getattr(each, facet)
        }
        return [(key, name) for _order, key, name in sorted(found)]


def _group(row: dict[str, Any]) -> Group:
    return Group(
        kind=row["kind"],
        sector=row["sector__key"],
        audience=row["audience"],
        handling=row["handling"],
        department=row["department__key"] or "",
        online=row["offered"],
        sector_name=row["sector__name"],
        sector_order=row["sector__order"],
        department_name=row["department__name"] or "",
        department_order=row["department__order"] or 0,
        number=row["number"],
    )
