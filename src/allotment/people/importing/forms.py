"""The file that an owner chooses."""

from collections.abc import Sequence
from pathlib import PurePath

from django import forms
from django.utils.translation import gettext_lazy as _

from allotment.networks.errors import NetworkError
from allotment.networks.records import CardRecord
from allotment.people.importing.reading import cards_in

LARGEST_BOOK = 10 * 1024 * 1024
"""Bytes of an address book; ten thousand people without pictures are some three million."""


class ImportForm(forms.Form):
    """An address book, as another program gives it away."""

    book = forms.FileField(
        label=_("Your address book, as a file"),
        max_length=255,
        widget=forms.FileInput({"accept": ".vcf,.vcard,.csv,.tsv,.txt,text/vcard,text/x-vcard,text/csv,text/plain"}),
        help_text=_("A vCard (.vcf) or a table (.csv), of ten megabytes at most. You see what would come of it first."),
    )

    records: Sequence[CardRecord] = ()
    file_name = ""

    def clean_book(self) -> None:
        """Reads the file into `records`."""
        file = self.cleaned_data["book"]
        if file.size > LARGEST_BOOK:
            raise forms.ValidationError(
                _("That file is larger than ten megabytes. Leave the pictures out, or halve it.")
            )
        self.file_name = PurePath(file.name).name[:200]
        try:
            self.records = cards_in(file.read(), self.file_name)
        except NetworkError as error:
            raise forms.ValidationError(error.message) from error
