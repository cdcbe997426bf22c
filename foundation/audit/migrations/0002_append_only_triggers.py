from django.db import migrations

from foundation.audit import triggers


def install(apps, schema_editor):
    """Let the database itself refuse changes."""
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    """Take the refusal away."""
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [("audit", "0001_record_and_chain")]

    operations = [migrations.RunPython(install, remove)]
