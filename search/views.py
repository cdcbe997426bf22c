from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Site

from foundation.core.http import PortalRequest, render_page
from search.enums import ResultKind
from search.services import LONGEST_QUERY, Result, SiteSearch, kind_named
from service_catalog.models import Favourite, ServicePage, guided_choice

PAGE_SIZES = {"10": 10, "20": 20, "50": 50}


def results(request: PortalRequest) -> HttpResponse:
    """What was found, all of it or one kind; the address says it all."""
    text = request.GET.get("q", "")
    if len(text) > LONGEST_QUERY:
        return redirect(f"{request.path}?{urlencode({'q': text[:LONGEST_QUERY]})}")
    found = SiteSearch(text, root=Site.find_for_request(request).root_page)
    context = results_context(request, found)
    response = render_page(request, "search/results.html", context, part="results")
    response["X-Robots-Tag"] = "noindex"
    return response


def results_context(request: PortalRequest, found: SiteSearch) -> dict[str, Any]:
    """One page of the results of the kind that the address asks for."""
    kind = kind_named(request.GET.get("type"))
    size = PAGE_SIZES.get(request.GET.get("size", ""), 10)
    page = Paginator(found.keys_of(kind), size).get_page(request.GET.get("page"))
    return {
        "found": found,
        "page": page,
        "articles": with_stars(request, found.results(page.object_list)),
        "tab_items": tab_items(found, kind),
        "guided": None if found.total else guided_choice(),
        "crumbs": [{"label": _("首页"), "url": "/"}, {"label": _("搜索"), "url": ""}],
    }


def with_stars(request: PortalRequest, results: list[Result]) -> list[Result]:
    """The same, with a star beside each service: it can be kept where it is found."""
    mine = Favourite.objects.visible_to(request.acting)
    kept = set(mine.values_list("service_id", flat=True)) if results else set()
    return [
        replace(each, aside=_star(request, each.page, is_kept=each.page.pk in kept))
        if isinstance(each.page, ServicePage)
        else each
        for each in results
    ]


def _star(request: PortalRequest, service: ServicePage, *, is_kept: bool) -> SafeString:
    shown = {"service": service, "is_kept": is_kept, "small": True}
    return render_to_string("service_catalog/favourite.html", shown, request)


def tab_items(found: SiteSearch, current: ResultKind | None) -> list[dict[str, Any]]:
    """One tab for everything and one for each kind, with counts."""
    everything = tab(found, "", label=_("全部"), count=found.total)
    kinds = [tab(found, kind, label=kind.label, count=n) for kind, n in found.counts.items()]
    chosen = current or ""
    return [{**item, "current": item["type"] == chosen} for item in [everything, *kinds]]


def tab(found: SiteSearch, kind: str, *, label: object, count: int) -> dict[str, Any]:
    """One tab; its address keeps the query and forgets the page."""
    url = "?" + urlencode({"q": found.text, "type": str(kind)})
    return {"type": str(kind), "label": label, "count": count, "url": url}
