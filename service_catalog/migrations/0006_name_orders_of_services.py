from django.db import migrations


def fill(apps, schema_editor):
    services = apps.get_model("service_catalog", "ServicePage")
    for service in services.objects.only("title").iterator():
        order = service.title.encode("gb18030", "replace").hex()[:80]
        services.objects.filter(pk=service.pk).update(name_order=order)


class Migration(migrations.Migration):
    dependencies = [("service_catalog", "0005_list_orders_and_favourite_positions")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
