import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from modelsearch.backends import get_search_backend

from tests.fulltext.leaflets import Leaflet


@pytest.fixture(scope="session")
def leaflet_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Leaflet)
    with django_db_blocker.unblock():
        kind = ContentType.objects.get_for_model(Leaflet)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(Leaflet)
    with django_db_blocker.unblock():
        kind.delete()
        ContentType.objects.clear_cache()


@pytest.fixture
def add_leaflet(leaflet_table, db):
    def add(title, body="", sector=""):
        leaflet = Leaflet.objects.create(title=title, body=body, sector=sector)
        get_search_backend().add(leaflet)
        return leaflet

    return add
