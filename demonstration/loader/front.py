"""The front page, ordinary pages and the settings of the site."""

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from help_center.models import Hotline
from home.models import ContentPage, HomePage, SiteSettings

from .tree import body, put, read, stream

SINCE = date(2024, 1, 2)
Pages = dict[str, Page]


def load_root(root: Path) -> HomePage:
    """The front page at the root of the site, in the place of Wagtail's welcome page."""
    top = Page.get_first_root_node()
    row = read(root, "home")
    home, made = put(
        top,
        HomePage(
            title="首页",
            slug="portal",
            summary="药品、医疗器械、化妆品的通知、事项、办理和进度。",
            banner_title=row["banner_title"],
            banner_lede=row["banner_lede"],
            search_hint=row["search_hint"],
        ),
        since=SINCE,
    )
    if made:
        _point_site(home, name=read(root, "site")["site_name"])
        for page in top.get_children().exclude(pk=home.pk):
            page.specific.delete()
    return home


def _point_site(home: HomePage, *, name: str) -> None:
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": address.port or 80,
            "root_page": home,
            "site_name": name,
        },
    )


def load_pages(root: Path, home: Page) -> Pages:
    """Ordinary pages by slug."""
    pages: Pages = {}
    for row in read(root, "pages")["pages"]:
        page = ContentPage(
            title=row["title"],
            slug=row["slug"],
            summary=row["summary"],
            show_in_menus=row["in_menu"],
            body=body(row["body"]),
        )
        pages[row["slug"]], _made = put(home, page, since=SINCE)
    return pages


class Targets:
    """What a `target` of the content leads to."""

    def __init__(self, *, faq: Pages, service: Pages, page: Pages) -> None:
        self._pages = {"faq": faq, "service": service, "page": page}

    def link(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row as `LinkBlock` or `EntryBlock` stores it."""
        kind, _colon, key = row["target"].partition(":")
        value: dict[str, Any] = {
            name: row[name] for name in ("label", "icon", "text") if name in row
        }
        if kind == "path":
            return {**value, "page": None, "path": key}
        return {**value, "page": self._pages[kind][key].pk, "path": ""}

    def stream(self, kind: str, rows: list[dict[str, Any]]) -> str:
        """Rows of links as a StreamField stores them."""
        return stream([(kind, self.link(row)) for row in rows])


def arrange_home(
    root: Path, home: HomePage, targets: Targets, *, categories: Pages, kinds: Pages
) -> None:
    """Arrange the front page."""
    row = read(root, "home")
    lines = Hotline.objects.in_bulk(field_name="key")
    arranged = {
        "hot_questions": targets.stream("link", row["hot_questions"]),
        "quick_entries": targets.stream("entry", row["quick_entries"]),
        "kinds": stream([("kind", kinds[each["kind"]].pk) for each in row["kinds"]]),
        "notice_tabs": stream([("category", categories[key].pk) for key in row["notice_tabs"]]),
        "hotlines": stream([("line", lines[key].pk) for key in row["hotlines"]]),
    }
    for name, value in arranged.items():
        setattr(home, name, value)
    home.save()


def load_site(root: Path, targets: Targets) -> None:
    """Names, contacts, footer and floating help."""
    row = read(root, "site")
    site = Site.objects.get(is_default_site=True)
    said = SiteSettings.objects.get_or_create(site=site)[0]
    for name in ("site_name", "site_name_en", "technical_phone", "technical_hours",
                 "technical_email", "icp_number"):  # fmt: skip
        setattr(said, name, row[name])
    said.footer_text = "。".join([row["footer_text"], row["demonstration_note"]])
    said.footer_links = targets.stream("link", row["footer_links"])
    said.floating_help = targets.stream("entry", row["floating_help"])
    said.save()
