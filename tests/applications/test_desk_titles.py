"""The tab of a browser says which page of the desk it holds."""

import re

import pytest

from applications.enums import State
from tests.factories.applications import clerk, make_application, signed_in

pytestmark = pytest.mark.django_db


def title(client, address):
    found = re.search(
        r"<title>\s*(.*?)\s*</title>", signed_in(client, clerk()).get(address).content.decode()
    )
    return found and found[1]


@pytest.mark.parametrize(
    ("address", "name"), [("/admin/matters/", "办件"), ("/admin/matters/figures/", "办件数据")]
)
def test_title__of_a_desk_page__names_it_and_the_portal(client, address, name):
    assert title(client, address) == f"{name} - 药监服务门户"


def test_title__of_one_matter__names_it(client):
    matter = make_application(state=State.SUBMITTED)
    said = title(client, f"/admin/matters/inspect/{matter.pk}/")
    assert said
    assert not said.startswith("-")
