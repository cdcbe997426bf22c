from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from wagtail.models import Site

from foundation.core.api.schemas import Problem
from search.schemas import SearchInput, SearchResults
from search.services import SiteSearch

router = Router(tags=["搜索"])


@router.get(
    "",
    response={200: SearchResults, 422: Problem},
    operation_id="search_site",
    summary="全站搜索",
    auth=None,
)
def search_site(request: HttpRequest, query: Query[SearchInput]) -> dict[str, Any]:
    """Search all public pages."""
    found = SiteSearch(query.q, root=Site.find_for_request(request).root_page)
    keys = found.keys_of(query.type)
    start = (query.page - 1) * query.size
    return {
        "total": len(keys),
        "counts": found.counts,
        "is_widened": found.findings.is_widened,
        "is_capped": found.findings.is_capped,
        "page": query.page,
        "size": query.size,
        "items": [
            {
                "kind": result.kind,
                "title": result.name,
                "title_html": result.title,
                "excerpt_html": result.summary,
                "url": result.url,
                "date": result.date,
            }
            for result in found.results(keys[start : start + query.size])
        ],
    }
