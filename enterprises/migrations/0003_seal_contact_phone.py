from django.db import migrations

from foundation.core import sealing

CONTEXT = 'enterprises.enterprise.contact_phone'


def seal(apps, schema_editor):
    model = apps.get_model('enterprises', 'Enterprise')
    sealing.seal(model, 'contact_phone', CONTEXT, using=schema_editor.connection.alias)


def unseal(apps, schema_editor):
    model = apps.get_model('enterprises', 'Enterprise')
    sealing.unseal(model, 'contact_phone', CONTEXT, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    """Batch by batch, each committed: stopped half-way it goes on where it was."""

    atomic = False

    dependencies = [
        ('enterprises', '0002_contact_phone_as_text'),
    ]

    operations = [
        migrations.RunPython(seal, unseal, elidable=True),
    ]
