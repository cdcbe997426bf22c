from django.db import migrations

from foundation.core import sealing

CONTEXT = 'applications.application.answers'


def seal(apps, schema_editor):
    model = apps.get_model('applications', 'Application')
    sealing.seal(model, 'answers', CONTEXT, using=schema_editor.connection.alias)


def unseal(apps, schema_editor):
    model = apps.get_model('applications', 'Application')
    sealing.unseal(model, 'answers', CONTEXT, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    """Batch by batch, each committed: stopped half-way it goes on where it was."""

    atomic = False

    dependencies = [
        ('applications', '0003_answers_as_text'),
    ]

    operations = [
        migrations.RunPython(seal, unseal, elidable=True),
    ]
