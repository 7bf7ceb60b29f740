"""What may be wrong with a backup."""

from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError


class BackupError(AllotmentError):
    code = "backup"
    status = 409
    sentence = _("This file is not a whole Allotment backup. Nothing was changed.")


class Running(BackupError):
    code = "running"
    sentence = _("Allotment is running. Stop it first, then restore.")


class NoRoom(BackupError):
    code = "disk_full"
    status = 507
    sentence = _("There is not enough room on the disk to unpack this backup. Nothing was changed.")
