from django.db import migrations

from allotment.core.search.migrate import CreateSearchIndex


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [CreateSearchIndex("person", ["name", "about"], keeps_text=True)]
