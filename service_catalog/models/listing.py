"""A list of services as its address asks for it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from foundation.fulltext.services import find
from service_catalog.enums import Audience, Kind

from .favourites import Favourite

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting

    from .pages import ServicePage, ServicePageQuerySet

SIZES = (20, 10, 50)
LONGEST_QUERY = 200
LIST_ORDER = ("kind_order", "sector__order", "code")


@dataclass(frozen=True, slots=True)
class ServiceFilter:
    """What is asked for; what makes no sense is not asked."""

    q: str = ""
    kind: str = ""
    sector: str = ""
    audience: str = ""
    favourite: bool = False
    page: str = "1"
    size: int = SIZES[0]

    @classmethod
    def from_query(cls, query: Mapping[str, Any], *, kind: str = "") -> "ServiceFilter":
        """Read a query string; unknown values count as absent."""
        size = query.get("size", "")
        audience = query.get("audience", "")
        return cls(
            q=str(query.get("q", "")).replace("\0", "").strip()[:LONGEST_QUERY],
            kind=kind,
            sector=str(query.get("sector", ""))[:40],
            audience=audience if audience in Audience.values else "",
            favourite=query.get("favourite") == "1",
            page=str(query.get("page", "1")),
            size=int(size) if size in map(str, SIZES) else SIZES[0],
        )

    def address(self, path: str) -> str:
        """Where this list stands: `path` with the filters that are set."""
        set_ones = {name: getattr(self, name) for name in ("q", "sector", "audience")}
        query = {name: value for name, value in set_ones.items() if value}
        if self.favourite:
            query["favourite"] = "1"
        return f"{path}?{urlencode(query)}" if query else path


class Listing:
    """The services found, one page of them, and how many each filter would leave."""

    def __init__(
        self, services: "ServicePageQuerySet", wanted: ServiceFilter, acting: "Acting"
    ) -> None:
        self.wanted = wanted
        self.acting = acting
        self._all = services

    @cached_property
    def _found(self) -> list[dict[str, Any]]:
        """Every service with the words and the favourites asked for, best first."""
        services = self._all
        if self.wanted.favourite:
            services = services.kept_by(self.acting.user)
        columns = ("pk", "kind", "sector__key", "sector__name", "sector__order", "audience")
        rows = list(services.order_by(*LIST_ORDER).values(*columns))
        if not self.wanted.q:
            return rows
        by_key = {row["pk"]: row for row in rows}
        return [by_key[pk] for pk in find(services, self.wanted.q).pks if pk in by_key]

    def _rows(self, *, without: str = "") -> list[dict[str, Any]]:
        changes: dict[str, Any] = {without: ""} if without else {}
        wanted = replace(self.wanted, **changes)
        return [row for row in self._found if _fits(row, wanted)]

    @cached_property
    def page(self) -> Page[Any]:
        """One page of services, with `is_kept` on each."""
        keys = [row["pk"] for row in self._rows()]
        page = Paginator(keys, self.wanted.size).get_page(self.wanted.page)
        by_key = {each.pk: each for each in self._all.for_lists().filter(pk__in=list(page))}
        page.object_list = [by_key[key] for key in page if key in by_key]
        for service in page.object_list:
            service.is_kept = service.pk in self.kept
        return page

    @cached_property
    def services(self) -> list["ServicePage"]:
        """The services of this page."""
        return list(self.page.object_list)

    @cached_property
    def kept(self) -> set[int]:
        """Which services this person keeps."""
        return set(Favourite.objects.visible_to(self.acting).values_list("service_id", flat=True))

    @cached_property
    def tabs(self) -> list[dict[str, Any]]:
        """One tab for each kind, with how many it holds under the other filters."""
        counts = Counter(row["kind"] for row in self._rows(without="kind"))
        every = {"label": _("全部"), "url": self.wanted.address("/services/"),
                 "count": sum(counts.values()), "current": not self.wanted.kind}  # fmt: skip
        return [every, *(self._tab(kind, counts[kind.value]) for kind in Kind)]

    def _tab(self, kind: Kind, count: int) -> dict[str, Any]:
        return {
            "label": str(kind.label),
            "url": self.wanted.address(f"/services/{kind.value}/"),
            "count": count,
            "current": self.wanted.kind == kind.value,
        }

    @cached_property
    def sectors(self) -> list[dict[str, Any]]:
        """The sectors to choose from, with how many each would leave."""
        rows = self._rows(without="sector")
        counts = Counter(row["sector__key"] for row in rows)
        names = {row["sector__key"]: (row["sector__order"], row["sector__name"]) for row in rows}
        return [
            {"value": key, "label": names[key][1], "count": counts[key],
             "current": self.wanted.sector == key}
            for key in sorted(names, key=lambda key: names[key])
        ]  # fmt: skip

    @cached_property
    def audiences(self) -> list[dict[str, Any]]:
        """Kinds of applicants, with how many services each may apply for."""
        rows = self._rows(without="audience")
        return [
            {"value": choice.value, "label": str(choice.label),
             "count": sum(_serves(row, choice.value) for row in rows),
             "current": self.wanted.audience == choice.value}
            for choice in (Audience.LEGAL, Audience.NATURAL)
        ]  # fmt: skip

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        wanted = self.wanted
        return bool(wanted.q or wanted.sector or wanted.audience or wanted.favourite)


def _serves(row: dict[str, Any], audience: str) -> bool:
    return not audience or row["audience"] in (audience, Audience.BOTH)


def _fits(row: dict[str, Any], wanted: ServiceFilter) -> bool:
    return (
        (not wanted.kind or row["kind"] == wanted.kind)
        and (not wanted.sector or row["sector__key"] == wanted.sector)
        and _serves(row, wanted.audience)
    )
