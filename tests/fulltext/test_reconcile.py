import io

import pytest
from django.core.management import call_command
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from foundation.fulltext.reconciling import reconcile

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    call_command("search_reconcile", stdout=io.StringIO())
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root")
    return root.add_child(instance=Page(title="变更指南", slug="guide-of-changes"))


def found(text):
    return list(Page.objects.search(text, operator="and"))


def test_reconcile__index_in_order__finds_no_fault(guide):
    faults = reconcile()
    assert faults.checked > 0
    assert faults.total == 0


def test_reconcile__row_missing__is_written(guide):
    get_search_backend().delete(guide)
    assert found("变更") == []
    assert reconcile(repair=False).missing == 1
    assert found("变更") == []
    assert reconcile().missing == 1
    assert found("变更") == [guide]


def test_reconcile__row_outdated__is_replaced(guide):
    Page.objects.filter(pk=guide.pk).update(title="注销指南")
    assert reconcile().outdated == 1
    assert found("变更") == []
    assert found("注销") == [guide]


def test_reconcile__object_gone__row_is_dropped(guide):
    Page.objects.filter(pk=guide.pk)._raw_delete("default")
    assert reconcile().orphaned == 1
    assert reconcile().total == 0


def test_command__dry_run_with_faults__fails_and_changes_nothing(guide):
    get_search_backend().delete(guide)
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("search_reconcile", "--dry-run", stdout=out)
    assert "missing 1" in out.getvalue()
    assert found("变更") == []


def test_rebuild__by_wagtail__writes_the_same_rows(guide):
    call_command("wagtail_update_index", verbosity=0)
    assert reconcile(repair=False).total == 0
