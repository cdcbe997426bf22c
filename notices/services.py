"""Feeds of the notices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _

from .models import NoticePage

JSON_FEED = "https://jsonfeed.org/version/1.1"
KINDS: dict[str, type[SyndicationFeed]] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
CONTENT_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says about itself; `origin` is scheme and host."""

    title: str
    origin: str
    page: str
    address: str


def _moment(day: date) -> datetime:
    local = datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())
    return local.astimezone(UTC)


def xml_feed(kind: str, channel: Channel, notices: Iterable[NoticePage]) -> str:
    """RSS or Atom."""
    feed = KINDS[kind](
        title=channel.title,
        link=channel.origin + channel.page,
        feed_url=channel.origin + channel.address,
        description=_("最新发布的通知公告"),
        language="zh-CN",
    )
    for notice in notices:
        moment = _moment(notice.published_on)
        feed.add_item(
            title=notice.title,
            link=f"{channel.origin}{notice.url}",
            description=notice.summary,
            unique_id=f"{channel.origin}{notice.url}",
            pubdate=moment,
            updateddate=notice.last_published_at or moment,
        )
    return feed.writeString("utf-8")


def json_feed(channel: Channel, notices: Iterable[NoticePage]) -> dict[str, Any]:
    """JSON Feed 1.1."""
    return {
        "version": JSON_FEED,
        "title": channel.title,
        "home_page_url": channel.origin + channel.page,
        "feed_url": channel.origin + channel.address,
        "language": "zh-CN",
        "items": [
            {
                "id": f"{channel.origin}{notice.url}",
                "url": f"{channel.origin}{notice.url}",
                "title": notice.title,
                "content_text": notice.summary or notice.title,
                "date_published": _moment(notice.published_on).isoformat(),
            }
            for notice in notices
        ],
    }
