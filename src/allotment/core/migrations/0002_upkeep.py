from datetime import UTC, datetime

from django.db import migrations


def add_search(apps, schema_editor):
    """Due at once, and then night after night at three."""
    apps.get_model("core", "Upkeep").objects.create(name="search", due_at=datetime(2026, 11, 22, 3, tzinfo=UTC))


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(add_search, migrations.RunPython.noop)]
