from django.apps import AppConfig


class SeekConfig(AppConfig):
    name = "allotment.seek"
    label = "seek"
