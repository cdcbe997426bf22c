import foundation.core.encrypted_field
from django.db import migrations


class Migration(migrations.Migration):
    """What Django knows of the column; the database holds text before and after."""

    dependencies = [
        ('enterprises', '0003_seal_contact_phone'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='enterprise',
                    name='contact_phone',
                    field=foundation.core.encrypted_field.EncryptedTextField(blank=True, verbose_name='联系电话'),
                ),
            ],
        ),
    ]
