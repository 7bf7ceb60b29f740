from django.db import migrations

from allotment.core.search.migrate import CreateSearchIndex


class Migration(migrations.Migration):
    dependencies = [("seek", "0001_initial")]

    operations = [CreateSearchIndex("post", ["title", "author", "body"])]
