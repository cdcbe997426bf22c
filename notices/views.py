"""Feeds of the notices."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from foundation.core.http import PortalRequest

from .models import NoticeFilter, NoticePage
from .services import CONTENT_TYPES, Channel, json_feed, xml_feed

FEED_LENGTH = 50
FEED_SECONDS = 300


@require_safe
@cache_control(public=True, max_age=FEED_SECONDS)
def feed(request: PortalRequest, form: str) -> HttpResponse:
    """The latest notices, under the same filters as the list."""
    visible = NoticePage.objects.visible_to(request.acting)
    wanted = NoticeFilter.from_query(request.GET)
    notices = wanted.found_in(visible.in_category_of(request.GET.get("category", "")))
    channel = Channel(
        title=_("通知公告"),
        origin=request.build_absolute_uri("/").rstrip("/"),
        page="/notices/",
        address=request.get_full_path(),
    )
    latest = notices.for_lists().newest_first()[:FEED_LENGTH]
    if form == "json":
        return JsonResponse(json_feed(channel, latest), content_type=CONTENT_TYPES[form])
    return HttpResponse(xml_feed(form, channel, latest), content_type=CONTENT_TYPES[form])
