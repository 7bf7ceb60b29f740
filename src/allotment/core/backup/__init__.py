"""A consistent copy of everything, made while it runs; and back again, verified before anything is replaced."""

from allotment.core.backup.archive import back_up, restore
from allotment.core.backup.errors import BackupError

__all__ = ["BackupError", "back_up", "restore"]
