"""What was to be corrected of late: recomputed by an independent SQL, and shown where it concerns."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from applications.enums import State
from applications.services.experience import experience_of
from tests.factories.applications import (
    make_application,
    make_correction,
    make_enterprise,
    make_reason,
    member_of,
    signed_in,
)
from tests.factories.content import make_service
from tests.factories.eforms import make_definition, make_field, make_form_version

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 2, tzinfo=UTC)
OLD = ("缺少签章", "封面和骑缝处都要盖章"), ("产品名称不一致", "与批准证明文件一致")
WRONG_SHARE = """
    WITH ended AS (
        SELECT id FROM applications_application
        WHERE service_id = %s AND state IN ('granted', 'delivered')
          AND accepted_at IS NOT NULL AND ended_at > %s)
    SELECT (SELECT COUNT(*) FROM ended), COUNT(DISTINCT round.application_id)
    FROM applications_correction round JOIN ended ON ended.id = round.application_id
    WHERE EXISTS (SELECT 1 FROM applications_correctionitem item
                  WHERE item.correction_id = round.id)
"""
WHY = """
    SELECT reason.text, reason.example, item.key, COUNT(DISTINCT matter.id) AS matters
    FROM applications_correctionitem item
    JOIN applications_correctionreason reason ON reason.id = item.reason_id
    JOIN applications_correction round ON round.id = item.correction_id
    JOIN applications_application matter ON matter.id = round.application_id
    WHERE matter.service_id = %s AND matter.state IN ('granted', 'delivered')
      AND matter.accepted_at IS NOT NULL AND matter.ended_at > %s
    GROUP BY reason.text, reason.example, item.key
    ORDER BY matters DESC, reason.text, item.key LIMIT 5
"""


def by_sql(query, service):
    with connection.cursor() as cursor:
        cursor.execute(query, [service.pk, AT - timedelta(days=90)])
        return cursor.fetchall()


@pytest.fixture
def service():
    return make_service(code="DP07", kind="permit", promised_days=15, legal_days=20)


@pytest.fixture
def form():
    keys = ("plan", "product_name", "seal", "batch", "site", "leaflet")
    fields = [make_field("text", key, label=f"项目 {key}") for key in keys]
    return make_form_version(definition=make_definition(*fields))


@pytest.fixture
def ended(service, form):
    """A matter of the service that ended a week ago, corrected in these fields for a reason."""
    owner = member_of(make_enterprise())

    def make(*rounds, days_ago=7, of=service, state=State.GRANTED):
        end = AT - timedelta(days=days_ago)
        matter = make_application(
            owner, state=state, service=of, service_code=of.code, form_version=form,
            accepted_at=end - timedelta(weeks=2), ended_at=end,
        )  # fmt: skip
        for text, *keys in rounds:
            reason = make_reason(text, example=dict(OLD).get(text, ""))
            make_correction(matter, *keys, answered_at=end).items.update(reason=reason)
        return matter

    return make


@pytest.fixture
def many(ended):
    """Fifteen matters, six of them corrected; and others that do not count."""
    seal, name, site = "缺少签章", "产品名称不一致", "场地图不清楚"
    ended((seal, "seal", "plan"))
    ended((seal, "seal"), (seal, "seal"))  # twice the same of one matter is one matter
    ended((seal, "seal"), (name, "product_name"))
    ended((name, "product_name", "leaflet"), state=State.DELIVERED)
    ended((site, "site"))
    ended((site, "batch", "site"))
    for _n in range(9):
        ended()
    ended((name, "product_name"), days_ago=91)
    ended((name, "product_name"), state=State.REJECTED)
    ended((name, "product_name"), of=make_service(code="DP08", kind="permit"))


def test_share__of_those_corrected__equals_an_independent_sql(service, many):
    [(number, corrected)] = by_sql(WRONG_SHARE, service)
    experience = experience_of(service, AT)
    assert (number, corrected) == (15, 6)
    assert experience.ended == number
    assert experience.corrected_share == round(100 * corrected / number) == 40


def test_reasons__the_five_most_frequent__equal_an_independent_sql(service, many):
    expected = [row[:3] for row in by_sql(WHY, service)]
    reasons = experience_of(service, AT).reasons
    assert [(each.text, each.example, each.slot) for each in reasons] == expected
    assert [each.slot for each in reasons[:3]] == ["seal", "product_name", "site"]
    assert len(reasons) == 5


def test_guide__with_corrections__tells_share_reasons_and_examples(
    client, service, many, monkeypatch
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    page = client.get("/services/permit/dp07/").content.decode()
    assert "近 90 天办结的 15 件申请中，40% 补正过" in page
    assert page.index("缺少签章") < page.index("产品名称不一致")
    assert "封面和骑缝处都要盖章" in page


@pytest.fixture
def hints(client, service, form, monkeypatch):
    """What stands under each label when a draft of the service is filled in."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    owner = member_of(make_enterprise())
    draft = make_application(owner, service=service, form_version=form, answers={})
    signed_in(client, owner)

    def read():
        page = client.get(f"/space/applications/{draft.uuid}/fill/1/").content.decode()
        return dict(re.findall(r'id="id_(\w+)-hint">([^<]*)<', page))

    return read


def test_form__beside_the_slot__warns_of_what_others_had_to_mend(hints, many):
    shown = hints()
    assert shown["seal"] == "近期常见补正原因：缺少签章（例如：封面和骑缝处都要盖章）。"
    assert shown["product_name"].startswith("近期常见补正原因：产品名称不一致")
    assert set(shown) == {"seal", "product_name", "site", "batch", "leaflet"}


def test_form__new_reason__appears_beside_its_slot_only(hints, many, ended):
    for _n in range(3):
        ended(("方案没有日期", "plan"))
    assert hints()["plan"] == "近期常见补正原因：方案没有日期。"


def test_form__of_few_matters__says_nothing(hints, ended):
    for _n in range(9):
        ended(("缺少签章", "seal"))
    assert hints() == {}
    ended()
    cache.clear()  # drawn anew every hour
    assert set(hints()) == {"seal"}
