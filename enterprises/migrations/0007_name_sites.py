import uuid

from django.db import migrations


def name_sites(apps, schema_editor):
    sites = apps.get_model('enterprises', 'Site').objects.using(schema_editor.connection.alias)
    for site in sites.only('pk').iterator():
        sites.filter(pk=site.pk).update(uuid=uuid.uuid4())


class Migration(migrations.Migration):
    """Every site gets an identifier of its own; the column was given one value for all."""

    dependencies = [
        ('enterprises', '0006_papers_and_people'),
    ]

    operations = [
        migrations.RunPython(name_sites, migrations.RunPython.noop, elidable=True),
    ]
