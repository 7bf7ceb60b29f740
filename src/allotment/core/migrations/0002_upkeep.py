from datetime import UTC, datetime

from django.db import migrations, models


def add_search(apps, schema_editor):
    """Due at once, and then night after night at three."""
    apps.get_model("core", "Upkeep").objects.create(name="search", due_at=datetime(2026, 11, 22, 3, tzinfo=UTC))


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Upkeep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lease_until", models.DateTimeField(editable=False, null=True)),
                ("lease_holder", models.CharField(blank=True, default="", editable=False, max_length=80)),
                ("name", models.CharField(max_length=40, unique=True)),
                ("due_at", models.DateTimeField()),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(add_search, migrations.RunPython.noop),
    ]
