"""Makes the home ready: the database's tables, the files that pages need."""

from hashlib import blake2b
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from allotment.core.backup.locking import preparing
from allotment.core.rows import one_at_a_time


def known_migrations() -> set[tuple[str, str]]:
    named = set()
    for config in apps.get_app_configs():
        folder = Path(config.path) / "migrations"
        named |= {(config.label, path.stem) for path in folder.glob("[0-9]*.py")}
    return named


def _applied() -> set[tuple[str, str]]:
    if "django_migrations" not in connection.introspection.table_names():
        return set()
    from django.db.migrations.recorder import MigrationRecorder

    return set(MigrationRecorder.Migration.objects.values_list("app", "name"))


def missing_migrations() -> set[tuple[str, str]]:
    """What this version needs and the database does not have yet. One short query."""
    return known_migrations() - _applied()


def prepare() -> None:
    """Brings the database to what this version needs; of several who find it lacking, one does it."""
    if not missing_migrations():
        return
    with preparing(settings.HOME), one_at_a_time("migrate"):
        if missing_migrations():
            call_command("migrate", verbosity=0, interactive=False)


def prepare_files() -> None:
    """Collects and packs the files that pages load, where they are not the ones collected last."""
    stamp = blake2b(digest_size=16)
    for folder in (Path(config.path) / "static" for config in apps.get_app_configs()):
        for path in sorted(folder.rglob("*")):
            status = path.stat()
            stamp.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    kept = Path(settings.STATIC_ROOT) / ".stamp"
    with preparing(settings.HOME):
        if kept.exists() and kept.read_text(encoding="ascii") == stamp.hexdigest():
            return
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        kept.write_text(stamp.hexdigest(), encoding="ascii")
