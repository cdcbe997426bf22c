"""The content of the demonstration loads, whole, and only once."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page

from demonstration.loader.content import load_content
from foundation.core.clock import now
from foundation.eforms import services as eforms
from help_center.models import FaqPage, Hotline, ManualPage
from notices.models import NoticePage
from service_catalog.models import ServicePage
from tests.factories.accounts import make_staff

pytestmark = pytest.mark.django_db


def submit_and_approve(page, editor, publisher):
    """Through the workflow that holds for the page, as the admin does it."""
    page.save_revision(user=editor)
    state = page.get_workflow().start(page, editor)
    task = state.current_task_state
    assert task.task.specific.user_can_access_editor(page, publisher)
    task.approve(user=publisher)


def test_load__when_run_twice__is_whole_and_the_same(client, project_root):
    root = project_root / "demonstration" / "content"

    load_content(root)
    first = (Page.objects.count(), Hotline.objects.count())
    load_content(root)

    assert (Page.objects.count(), Hotline.objects.count()) == first
    assert ServicePage.objects.live().count() == 117
    assert ServicePage.objects.counts_by_kind() == {
        "permit": 47,
        "service": 41,
        "report": 14,
        "inspection": 15,
    }
    assert NoticePage.objects.live().count() == 80
    waiting = NoticePage.objects.filter(live=False, go_live_at__gt=now())
    assert sum(notice.approved_schedule for notice in waiting) == 5
    assert FaqPage.objects.live().count() == 60
    assert all(len(manual.sha256) == 64 for manual in ManualPage.objects.all())
    for service in ServicePage.objects.exclude(external_url__gt=""):
        assert eforms.latest(service.form_series) is not None, service.code
    addresses = ["/", "/notices/", "/services/", "/services/permit/", "/services/service/ds02/",
                 "/services/service/ds02/form/", "/services/permit/mp12/", "/help/", "/help/faq/",
                 "/help/manuals/", "/help/hotlines/", "/training/"]  # fmt: skip
    for address in addresses:
        assert client.get(address).status_code == 200, address
    links = client.get("/").context["floating_help"] + client.get("/").context["footer_links"]
    for link in links:
        assert client.get(link["url"]).status_code == 200, link

    editor, publisher = make_staff(), make_staff()
    editor.groups.add(Group.objects.get(name="编辑"))
    publisher.groups.add(Group.objects.get(name="发布"))
    notice = NoticePage.objects.live().first()
    assert not notice.permissions_for_user(editor).can_publish()
    assert notice.permissions_for_user(publisher).can_publish()
    notice.title = "经审核改过的标题"
    submit_and_approve(notice, editor, publisher)
    assert NoticePage.objects.get(pk=notice.pk).title == "经审核改过的标题"
