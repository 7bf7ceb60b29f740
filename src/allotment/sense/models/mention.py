"""What a reflection is about."""

from django.db import models

from allotment.people.models import Person
from allotment.seek.models import Post, Question
from allotment.sense.models.constraints import exactly_one
from allotment.sense.models.reflection import Reflection
from allotment.sense.models.resource import Resource


class Mention(models.Model):
    """A reflection is about a post, something kept, a person or a learning question. The same one may be named twice,
    where two posts turned out to be one."""

    reflection = models.ForeignKey(Reflection, models.CASCADE, related_name="mentions")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    resource = models.ForeignKey(Resource, models.CASCADE, null=True, related_name="mentions")
    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("post", "resource", "person", "question"), name="mention_of_exactly_one"
            )
        ]

    def __str__(self) -> str:
        return str(self.post or self.resource or self.person or self.question)
