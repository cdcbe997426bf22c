from django.db import migrations, models


class Migration(migrations.Migration):
    """An encrypted number is longer than a number."""

    dependencies = [
        ('enterprises', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='enterprise',
            name='contact_phone',
            field=models.TextField(blank=True, verbose_name='联系电话'),
        ),
    ]
