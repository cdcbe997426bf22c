"""What the front page gathers from the apps below."""

from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from applications.models import Application
from foundation.core.clock import now, today
from notices.models import NoticeCategoryPage, NoticePage
from service_catalog.models import Favourite, ServicePage, guided_choice

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting

    from .pages import HomePage

SHOWN_NOTICES = 8
SHOWN_FAVOURITES = 5
SHOWN_MATTERS = 4
TOTAL_KEY = "home:notice-total"
TOTAL_SECONDS = 60


def front_context(page: "HomePage", acting: "Acting", *, tab: str) -> dict[str, Any]:
    """Everything on the front page, in as few queries as possible."""
    categories = [block.value for block in page.notice_tabs if block.value]
    current = next((each for each in categories if each.slug == tab), None)
    return {
        "hot_links": [block.value for block in page.hot_questions if block.value.url],
        "kind_cards": kind_cards(page, acting),
        "entry_items": entries(page),
        "notice_tab_items": notice_tabs(categories, current),
        "articles": articles(acting, current),
        "notice_total": notice_total(acting),
        "lines": [block.value.row(at=now()) for block in page.hotlines if block.value],
        "favourites": favourites(acting),
        "keeps_favourites": not (acting.is_anonymous or acting.is_staff),
        "guided": guided_choice(),
        "matters": matters(acting),
    }


def notice_total(acting: "Acting") -> int:
    """How many notices there are; counted again after a publication, or a minute later."""
    total = cache.get(TOTAL_KEY)
    if total is None:
        total = NoticePage.objects.visible_to(acting).count()
        cache.set(TOTAL_KEY, total, timeout=TOTAL_SECONDS)
    return int(total)


def entries(page: "HomePage") -> list[dict[str, Any]]:
    """The quick entries that lead somewhere."""
    values = [block.value for block in page.quick_entries]
    return [
        {"label": value["label"], "url": value.url, "note": value["text"]}
        for value in values
        if value.url
    ]


def kind_cards(page: "HomePage", acting: "Acting") -> list[dict[str, Any]]:
    """The kinds of services with how many there are."""
    counts = ServicePage.objects.visible_to(acting).counts_by_kind()
    kinds = [block.value for block in page.kinds if block.value and block.value.live]
    return [
        {
            "title": kind.title,
            "href": f"/services/{kind.slug}/",
            "icon": kind.kind,
            "number": counts.get(kind.kind, 0),
            "text": kind.examples,
        }
        for kind in kinds
    ]


def notice_tabs(
    categories: list[NoticeCategoryPage], current: NoticeCategoryPage | None
) -> list[dict[str, Any]]:
    """最新, and the categories that the editors chose."""
    tabs: list[dict[str, Any]] = [{"label": _("最新"), "url": "/", "current": current is None}]
    tabs += [
        {"label": each.title, "url": f"/?tab={each.slug}", "current": each is current}
        for each in categories
        if each.live
    ]
    return tabs


def articles(acting: "Acting", category: NoticeCategoryPage | None) -> list[dict[str, Any]]:
    """The latest notices of a tab."""
    notices = NoticePage.objects.visible_to(acting)
    if category is not None:
        notices = notices.in_category(category)
    found = notices.for_lists().pinned_first(today())[:SHOWN_NOTICES]
    return [
        {
            "title": notice.title,
            "url": notice.url,
            "date": notice.published_on,
            "summary": notice.summary,
        }
        for notice in found
    ]


def favourites(acting: "Acting") -> list[ServicePage]:
    """What the visitor keeps at hand, as the visitor arranged it."""
    kept = Favourite.objects.visible_to(acting).with_services()[:SHOWN_FAVOURITES]
    return [each.service for each in kept]


def matters(acting: "Acting") -> dict[str, Any]:
    """The visitor's open matters, the nearest due first."""
    if acting.is_anonymous or acting.is_staff:
        return {}
    mine = Application.objects.visible_to(acting)
    counts = mine.counts_by_standing()
    return {
        "open": list(mine.open().by_urgency()[:SHOWN_MATTERS]),
        "open_count": counts["open"],
        "drafts": counts["drafts"],
    }
