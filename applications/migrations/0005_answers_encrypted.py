import foundation.core.encrypted_field
from django.db import migrations


class Migration(migrations.Migration):
    """What Django knows of the column; the database holds text before and after."""

    dependencies = [
        ('applications', '0004_seal_answers'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='application',
                    name='answers',
                    field=foundation.core.encrypted_field.EncryptedJSONField(default=dict, verbose_name='填写内容'),
                ),
            ],
        ),
    ]
