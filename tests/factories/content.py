"""What editors publish: a small tree, and pages to hang into it."""

import itertools
import json
from datetime import date

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from foundation.directory.models import Sector, Topic
from foundation.eforms.blocks import form_rows
from help_center.enums import Purpose
from help_center.models import (
    FaqIndexPage,
    FaqPage,
    HelpIndexPage,
    Hotline,
    HotlinePage,
    ManualIndexPage,
    ManualPage,
)
from home.models import HomePage
from notices.models import NoticeCategoryPage, NoticeIndexPage, NoticePage
from service_catalog.enums import Kind
from service_catalog.models import CatalogPage, KindPage, ServicePage

from .eforms import make_definition, make_field

DAY = date(2026, 11, 18)
_numbers = itertools.count(1)


def stream(*rows):
    """Rows of a StreamField as stored."""
    return json.dumps([{"type": kind, "value": value} for kind, value in rows])


def form_stream(*fields):
    """The form of one step that asks these fields."""
    rows = form_rows(make_definition(*(fields or (make_field("text", "product_name"),))))
    return stream(*((row["type"], row["value"]) for row in rows))


def make_home(**facts):
    """The front page at the root of the default site; the same one when asked again."""
    standing = HomePage.objects.first()
    if standing:
        return standing
    facts = {"title": "首页", "slug": "portal", "banner_title": "一网通办", **facts}
    home = Page.get_first_root_node().add_child(instance=HomePage(**facts))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
    )
    Site.clear_site_root_paths_cache()
    return home


def _one(model, parent, **facts):
    return model.objects.first() or parent.add_child(instance=model(**facts))


def make_sector(key="drug", name="药品"):
    return Sector.objects.get_or_create(key=key, defaults={"name": name})[0]


def make_topic(key="login", name="登录与账号"):
    return Topic.objects.get_or_create(key=key, defaults={"name": name})[0]


def make_kind(kind=Kind.SERVICE):
    catalogue = _one(CatalogPage, make_home(), title="业务办理", slug="services")
    standing = KindPage.objects.filter(kind=kind).first()
    return standing or catalogue.add_child(
        instance=KindPage(title=str(Kind(kind).label), slug=kind, kind=kind)
    )


def make_service(*, kind=Kind.SERVICE, publish=False, **facts):
    """A service; `publish=True` goes through a revision as the admin does."""
    code = facts.pop("code", f"TS{next(_numbers):02}")
    facts = {"title": f"示例事项{code}", "slug": code.lower(), "code": code, **facts}
    facts.setdefault("sector", make_sector())
    service = make_kind(kind).add_child(instance=ServicePage(**facts))
    if publish:
        service.save_revision().publish()
        service.refresh_from_db()
    return service


def make_category(slug="important", title="重要通知", **facts):
    index = _one(NoticeIndexPage, make_home(), title="通知公告", slug="notices")
    standing = NoticeCategoryPage.objects.filter(slug=slug).first()
    return standing or index.add_child(instance=NoticeCategoryPage(title=title, slug=slug, **facts))


def make_notice(*, category=None, **facts):
    number = next(_numbers)
    facts = {
        "title": f"示例通知{number}",
        "slug": f"notice-{number}",
        "published_on": DAY,
        **facts,
    }
    return (category or make_category()).add_child(instance=NoticePage(**facts))


def make_help():
    return _one(HelpIndexPage, make_home(), title="帮助中心", slug="help")


def make_faq(**facts):
    index = _one(FaqIndexPage, make_help(), title="常见问题", slug="faq")
    number = next(_numbers)
    facts = {
        "title": f"示例问题{number}？",
        "slug": f"faq-{number}",
        "answer": stream(("paragraph", "<p>示例解答。</p>")),
        **facts,
    }
    return index.add_child(instance=FaqPage(**facts))


def make_document(content=b"content", name="file.txt", title="示例文件"):
    return get_document_model().objects.create(
        title=title, file=ContentFile(content, name=name), file_size=len(content)
    )


def make_manual(**facts):
    index = _one(ManualIndexPage, make_help(), title="资料下载", slug="manuals")
    number = next(_numbers)
    facts = {"title": f"示例手册{number}", "slug": f"manual-{number}", **facts}
    facts.setdefault("document", None)
    facts["document"] = facts["document"] or make_document()
    return index.add_child(instance=ManualPage(**facts))


def make_hotline(**facts):
    number = next(_numbers)
    facts = {
        "key": f"line-{number}",
        "subject": f"示例热线{number}",
        "purpose": Purpose.BUSINESS,
        "numbers": stream(("number", "010-89150290")),
        **facts,
    }
    return Hotline.objects.create(**facts)


def make_hotline_page():
    return _one(HotlinePage, make_help(), title="服务热线", slug="hotlines")
