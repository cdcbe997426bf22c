from django.db import migrations, models


class Migration(migrations.Migration):
    """The column takes any text, so that the next migration can encrypt what it holds."""

    dependencies = [
        ('applications', '0002_matters_by_due_day'),
    ]

    operations = [
        migrations.AlterField(
            model_name='application',
            name='answers',
            field=models.TextField(default=dict, verbose_name='填写内容'),
        ),
    ]
