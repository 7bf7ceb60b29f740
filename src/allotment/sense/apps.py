from django.apps import AppConfig


class SenseConfig(AppConfig):
    name = "allotment.sense"
    label = "sense"
