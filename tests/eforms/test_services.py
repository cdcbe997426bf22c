from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from foundation.eforms import services
from foundation.eforms.blocks import FormBlock, form_rows
from foundation.eforms.errors import FormVersionFixed
from foundation.eforms.models import FormVersion
from tests.factories.eforms import AT, make_definition, make_field, make_form_version

pytestmark = pytest.mark.django_db
SERIES = "service:1"


def value_of(definition):
    return FormBlock().to_python(form_rows(definition))


def publish(definition, at=AT):
    return services.publish_form(series=SERIES, value=value_of(definition), at=at)


def test_publish__first_time__is_number_one_and_in_force():
    version = publish(make_definition(make_field()))
    assert version.number == 1
    assert services.latest(SERIES) == version


def test_publish__nothing_changed__makes_no_row():
    first = publish(make_definition(make_field()))
    assert publish(make_definition(make_field())) == first
    assert FormVersion.objects.count() == 1


def test_publish__changed__is_the_next_number():
    publish(make_definition(make_field()))
    second = publish(make_definition(make_field(), make_field("date")))
    assert second.number == 2


def test_publish__changed_back__is_a_version_of_its_own():
    one, two = make_definition(make_field()), make_definition(make_field("date"))
    numbers = [publish(definition).number for definition in (one, two, one)]
    assert numbers == [1, 2, 3]


def test_publish__another_series__counts_for_itself():
    publish(make_definition(make_field()))
    assert make_form_version(series="service:2").number == 1


def test_publish__somebody_took_the_number__takes_the_next(monkeypatch):
    publish(make_definition(make_field()))
    real, calls = services.latest, []

    def stale_once(series):
        calls.append(series)
        return None if len(calls) == 1 else real(series)

    monkeypatch.setattr(services, "latest", stale_once)
    assert publish(make_definition(make_field("date"))).number == 2


def test_latest__nothing_published__is_none():
    assert services.latest("service:none") is None


def test_in_force_at__a_moment_between__is_the_version_of_then():
    first = publish(make_definition(make_field()))
    publish(make_definition(make_field("date")), at=AT + timedelta(days=2))
    assert FormVersion.objects.in_force_at(SERIES, AT + timedelta(days=1)) == first


def test_compiled__read_from_the_database__is_what_was_published():
    definition = make_definition(make_field("number", unit="盒"))
    version = FormVersion.objects.get(pk=publish(definition).pk)
    assert version.compiled == definition
    assert version.compiled.digest == version.digest


def test_version__saved_again__is_refused():
    version = publish(make_definition(make_field()))
    with pytest.raises(FormVersionFixed):
        version.save()


def test_version__deleted__is_refused():
    version = publish(make_definition(make_field()))
    with pytest.raises(FormVersionFixed):
        version.delete()


def test_versions__changed_in_bulk__are_refused():
    publish(make_definition(make_field()))
    with pytest.raises(FormVersionFixed):
        FormVersion.objects.update(number=9)
    with pytest.raises(FormVersionFixed):
        FormVersion.objects.all().delete()


def test_prefilled__facts_known__begin_the_form():
    definition = make_definition(
        make_field(key="holder", prefill="enterprise.name"),
        make_field("phone", prefill="person.phone"),
        make_field("date"),
    )
    facts = {"enterprise.name": "示例药业", "person.phone": ""}
    assert services.prefilled(definition, facts) == {"holder": "示例药业"}


@pytest.mark.races
@pytest.mark.django_db(transaction=True)
def test_publish__eight_at_once__number_without_gap_or_double():
    barrier = Barrier(8)

    def one(index):
        try:
            barrier.wait()
            return publish(make_definition(make_field(hint=str(index % 4)))).number
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(8)))
    numbers = FormVersion.objects.for_series(SERIES).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert 4 <= len(numbers) <= 8
