from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "allotment.core"
    label = "core"
