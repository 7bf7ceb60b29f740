from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "allotment.people"
    label = "people"
