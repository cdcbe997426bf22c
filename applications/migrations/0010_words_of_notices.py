import tomllib
from pathlib import Path

from django.db import migrations

WORDS = Path(__file__).resolve().parent.parent / "papers" / "words.toml"


def deliver_words(apps, schema_editor):
    """The words that come with the portal, for editors to change; theirs are left alone."""
    template = apps.get_model("applications", "PaperTemplate")
    for kind, words in tomllib.loads(WORDS.read_text(encoding="utf-8")).items():
        template.objects.get_or_create(
            kind=kind,
            defaults={
                "title": words["title"],
                "body": words["body"].strip(),
                "remedies": words["remedies"],
            },
        )


class Migration(migrations.Migration):
    dependencies = [("applications", "0009_who_works_on_a_draft")]
    operations = [migrations.RunPython(deliver_words, migrations.RunPython.noop)]
