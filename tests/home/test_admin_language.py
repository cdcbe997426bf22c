"""The admin speaks Chinese where Wagtail's own catalogue does not."""

import gettext
import re

import pytest
from django.contrib.auth.models import Permission

from tests.factories.accounts import make_staff


def test_catalogue__compiled__holds_every_string_of_the_source(project_root):
    folder = project_root / "locale" / "zh_Hans" / "LC_MESSAGES"
    source = (folder / "django.po").read_text()
    with (folder / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)._catalog
    singular = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, re.MULTILINE)
    assert len(singular) > 100
    for english, chinese in singular:
        plain = english.replace('\\"', '"')
        found = [text for key, text in catalogue.items() if str(key).endswith(plain)]
        assert chinese.replace('\\"', '"') in found


def test_catalogue__placeholders__are_the_same_in_both_languages(project_root):
    source = (project_root / "locale/zh_Hans/LC_MESSAGES/django.po").read_text()
    for english, chinese in re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, re.MULTILINE):
        names = set(re.findall(r"%\((\w+)\)", english))
        assert set(re.findall(r"%\((\w+)\)", chinese)) == names, english


@pytest.mark.django_db
def test_dashboard__of_staff__no_english_search_field(client):
    user = make_staff()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    page = client.get("/admin/").content.decode()
    assert "搜索所有页面" in page
    assert "Search all pages" not in page
    assert "admin/portal.css" in page
