import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from modelsearch.backends import get_search_backend

from tests.fulltext.leaflets import Leaflet


@pytest.fixture
def leaflet_table(django_db_setup, django_db_blocker):
    """The table of the test model, where this copy of the database has none yet."""
    with django_db_blocker.unblock():
        if Leaflet._meta.db_table not in connection.introspection.table_names():
            with connection.schema_editor() as editor:
                editor.create_model(Leaflet)
            ContentType.objects.clear_cache()
            ContentType.objects.get_for_model(Leaflet)


@pytest.fixture
def add_leaflet(leaflet_table, db):
    def add(title, body="", sector=""):
        leaflet = Leaflet.objects.create(title=title, body=body, sector=sector)
        get_search_backend().add(leaflet)
        return leaflet

    return add
