# Bodies without a credit code carry the identity platform's substitute; no column changes.

import foundation.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('enterprises', '0004_contact_phone_encrypted'),
    ]

    operations = [
        migrations.AlterField(
            model_name='enterprise',
            name='credit_code',
            field=models.CharField(max_length=18, unique=True, validators=[foundation.core.validators.validate_enterprise_code], verbose_name='统一社会信用代码'),
        ),
    ]
