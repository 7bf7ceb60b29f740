"""The index of sense; and what was kept for later becomes resources."""

from zoneinfo import ZoneInfo

from django.db import migrations

from allotment.core.search import Document, Index, label
from allotment.core.search.migrate import CreateSearchIndex
from allotment.sense.numbers import Kind, days_of, number_of

SENSE = Index("sense", "title", "own", "kept", keeps_text=True)
COLUMNS = ("owner_id", "owner__time_zone", "post_id", "kept_at", "post__title", "post__excerpt", "post__address")


def adopt_what_was_kept(apps, schema_editor):
    """The first kept first: last kept first is then the order of the ids."""
    resources = apps.get_model("sense", "Resource").objects
    states = apps.get_model("seek", "PostState").objects.filter(kept_at__isnull=False).order_by("kept_at", "pk")
    for owner, zone, post, at, title, excerpt, address in list(states.values_list(*COLUMNS)):
        title = title or excerpt
        made = resources.create(
            owner_id=owner, post_id=post, at=at, kind="post", state="kept", title=title, address=address
        )
        days = (label("day", each) for each in days_of(at.astimezone(ZoneInfo(zone))))
        number = number_of(Kind.RESOURCE, made.pk, at)
        SENSE.add([Document(number, (title, "", address), (label("owner", owner), *days))])


class Migration(migrations.Migration):
    dependencies = [("sense", "0001_resources"), ("seek", "0002_search")]

    operations = [
        CreateSearchIndex("sense", ["title", "own", "kept"], keeps_text=True),
        migrations.RunPython(adopt_what_was_kept, migrations.RunPython.noop),
    ]
