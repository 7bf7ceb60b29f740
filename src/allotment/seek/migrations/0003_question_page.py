"""A question keeps what came of it: which items of editions were chosen for its sake, and what the owner knows now."""

import django.db.models.deletion
from django.db import migrations, models
from django.utils.text import Truncator


def find_questions(apps, schema_editor):
    """Items that are there already name their question in a reason, by its first ten words."""
    Question, EditionItem = apps.get_model("seek", "Question"), apps.get_model("seek", "EditionItem")
    asked = {}
    for pk, owner_id, text in Question.objects.order_by("-pk").values_list("pk", "owner_id", "text"):
        asked.setdefault(owner_id, []).append((pk, Truncator(text).words(10, truncate=" …")))
    for owner_id, questions in asked.items():
        found = []
        for item in EditionItem.objects.filter(edition__owner_id=owner_id).iterator():
            said = " ".join(reason["text"] for reason in item.reasons if reason["kind"] == "question")
            item.question_id = next((pk for pk, text in questions if said and text in said), None)
            if item.question_id:
                found.append(item)
        EditionItem.objects.bulk_update(found, ["question"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("seek", "0002_search")]

    operations = [
        migrations.AddField(
            model_name="editionitem",
            name="question",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="seek.question"
            ),
        ),
        migrations.AddField(
            model_name="question", name="answered_on", field=models.DateField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="question",
            name="known_now",
            field=models.TextField(blank=True, verbose_name="what I know now"),
        ),
        migrations.RunPython(find_questions, migrations.RunPython.noop),
    ]
