"""How every form of the application looks: `{{ form }}` shows our own component for each field."""

from django.forms.renderers import TemplatesSetting


class PageForms(TemplatesSetting):
    """The value of the setting FORM_RENDERER; needs "django.forms" among the installed apps."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
