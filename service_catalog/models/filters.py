"""What a list of services is asked for, as its address says it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from service_catalog.enums import Audience, Handling, Kind, Online, Sort

SIZES = (20, 10, 50)
LONGEST_QUERY = 200
LONGEST_KEY = 40
FACETS = ("kind", "sector", "audience", "handling", "department", "online")
ASKED = ("q", *FACETS[1:], "sort")
APPLICANTS = (Audience.LEGAL.value, Audience.NATURAL.value)


@dataclass(frozen=True, slots=True)
class ServiceFilter:
    """What is asked for; what makes no sense is not asked."""

    q: str = ""
    kind: str = ""
    sector: str = ""
    audience: str = ""
    handling: str = ""
    department: str = ""
    online: str = ""
    favourite: bool = False
    sort: str = ""
    page: str = "1"
    size: int = SIZES[0]

    @classmethod
    def from_query(cls, query: Mapping[str, Any], *, kind: str = "") -> "ServiceFilter":
        """Read a query string; unknown values count as absent."""
        size = query.get("size", "")
        return cls(
            q=str(query.get("q", "")).replace("\0", "").strip()[:LONGEST_QUERY],
            kind=kind or _one_of(Kind.values, query, "kind"),
            sector=str(query.get("sector", ""))[:LONGEST_KEY],
            audience=_one_of(APPLICANTS, query, "audience"),
            handling=_one_of(Handling.values, query, "handling"),
            department=str(query.get("department", ""))[:LONGEST_KEY],
            online=_one_of(Online.values, query, "online"),
            favourite=query.get("favourite") == "1",
            sort=_one_of(Sort.values, query, "sort"),
            page=str(query.get("page", "1")),
            size=int(size) if size in map(str, SIZES) else SIZES[0],
        )

    def without(self, name: str) -> "ServiceFilter":
        """The same, one of its parts taken back."""
        changes: dict[str, Any] = {name: False if name == "favourite" else ""}
        return replace(self, **changes)

    def of_kind(self, kind: str) -> "ServiceFilter":
        """The same, of another kind."""
        return replace(self, kind=kind)

    @property
    def path(self) -> str:
        """The page that it is asked of."""
        return f"/services/{self.kind}/" if self.kind else "/services/"

    @property
    def address(self) -> str:
        """Where this list stands, from its first page."""
        query = {name: getattr(self, name) for name in ASKED if getattr(self, name)}
        if self.favourite:
            query["favourite"] = "1"
        if self.size != SIZES[0]:
            query["size"] = str(self.size)
        return f"{self.path}?{urlencode(query)}" if query else self.path

    @property
    def narrowing(self) -> list[str]:
        """The names of what narrows the list."""
        names = ("q", *FACETS, "favourite")
        return [name for name in names if getattr(self, name)]


def _one_of(choices: Any, query: Mapping[str, Any], name: str) -> str:
    value = str(query.get(name, ""))
    return value if value in choices else ""
