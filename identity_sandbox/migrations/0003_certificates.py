# Certificates of accounts, challenges and the revocation list.

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity_sandbox', '0002_visits'),
    ]

    operations = [
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('register', '注册'), ('sign_in', '登录'), ('bind', '绑定证书')], max_length=8)),
                ('session_key', models.CharField(max_length=40)),
                ('text', models.CharField(max_length=500)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('used_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': '签名挑战',
                'verbose_name_plural': '签名挑战',
            },
        ),
        migrations.CreateModel(
            name='AccountCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.CharField(max_length=40, verbose_name='序列号')),
                ('issuer', models.TextField(verbose_name='颁发机构')),
                ('subject', models.TextField(verbose_name='证书主体')),
                ('holder_name', models.CharField(max_length=60, verbose_name='持有人')),
                ('fingerprint', models.CharField(max_length=64, unique=True, verbose_name='指纹（SHA-256）')),
                ('not_before', models.DateTimeField(verbose_name='生效时间')),
                ('not_after', models.DateTimeField(verbose_name='到期时间')),
                ('pem', models.TextField(verbose_name='证书内容')),
                ('bound_at', models.DateTimeField(verbose_name='绑定时间')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '数字证书',
                'verbose_name_plural': '数字证书',
                'ordering': ['-not_after', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RevokedCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('issuer', models.TextField(verbose_name='颁发机构')),
                ('serial', models.CharField(max_length=40, verbose_name='序列号')),
                ('revoked_at', models.DateTimeField(verbose_name='吊销时间')),
            ],
            options={
                'verbose_name': '已吊销的证书',
                'verbose_name_plural': '已吊销的证书',
                'constraints': [models.UniqueConstraint(fields=('issuer', 'serial'), name='revoked_once')],
            },
        ),
    ]
