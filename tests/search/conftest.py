import uuid

import pytest
from wagtail.models import Page, Site


@pytest.fixture
def site_root(db):
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root")
    home = root.add_child(instance=Page(title="首页", slug="home-of-search"))
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        site = Site(hostname="localhost", is_default_site=True)
    site.root_page = home
    site.save()
    return home


@pytest.fixture
def add_page(site_root):
    def add(title, parent=None, **kwargs):
        return (parent or site_root).add_child(
            instance=Page(title=title, slug=uuid.uuid4().hex, **kwargs)
        )

    return add
