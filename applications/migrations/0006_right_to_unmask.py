from django.db import migrations

RIGHT = 'unmask_application'
DESK = ['accept_application', 'examine_application', 'decide_application']


def give(apps, schema_editor):
    """Whoever works on matters keeps what he could read before, now with a reason each time."""
    using = schema_editor.connection.alias
    Group = apps.get_model('auth', 'Group').objects.using(using)
    Permission = apps.get_model('auth', 'Permission').objects.using(using)
    desk = Permission.filter(content_type__app_label='applications', codename__in=DESK).first()
    groups = Group.filter(
        permissions__content_type__app_label='applications', permissions__codename__in=DESK
    ).distinct()
    if desk is None or not groups.exists():
        return
    right, _made = Permission.get_or_create(
        content_type_id=desk.content_type_id,
        codename=RIGHT,
        defaults={'name': '查看申请中的完整个人信息'},
    )
    for group in groups:
        group.permissions.add(right.pk)


def take(apps, schema_editor):
    """The right itself stays, unused: Django keeps such rows too."""
    using = schema_editor.connection.alias
    Group = apps.get_model('auth', 'Group').objects.using(using)
    right = {'content_type__app_label': 'applications', 'codename': RIGHT}
    for group in Group.all():
        group.permissions.remove(*group.permissions.filter(**right).values_list('pk', flat=True))


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0005_answers_encrypted'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='application',
            options={'ordering': ['-submitted_at', '-pk'], 'permissions': [('accept_application', '受理申请'), ('examine_application', '审查申请'), ('decide_application', '决定申请'), ('unmask_application', '查看申请中的完整个人信息')], 'verbose_name': '申请', 'verbose_name_plural': '申请'},
        ),
        migrations.RunPython(give, take, elidable=True),
    ]
