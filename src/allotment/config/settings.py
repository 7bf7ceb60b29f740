"""Django's settings, all of them; what differs between installations is read from `ALLOTMENT_*` and nowhere else.

Every variable is described in `docs/reference/settings.md`; a test holds the two together.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from allotment import __version__
from allotment.config.env import Env
from allotment.config.home import home_path, secret_key
from allotment.config.mail import mailbox, mailers

env = Env()

BASE: Final = Path(__file__).resolve().parents[1]
HOME: Final = home_path(env.text("ALLOTMENT_HOME"))

# --- who we are

ADDRESS: Final = env.text("ALLOTMENT_ADDRESS").rstrip("/")
"""Where this installation is reached, as `https://allotment.example`; empty for one at home."""
if ADDRESS and urlsplit(ADDRESS).scheme not in {"http", "https"}:
    raise ImproperlyConfigured(f"ALLOTMENT_ADDRESS is {ADDRESS!r}: write it like https://allotment.example.")

DEBUG = env.flag("ALLOTMENT_DEBUG")
TESTING: Final = "PYTEST_VERSION" in env.variables
FORBID_QUERIES_WHILE_RENDERING: Final = DEBUG or TESTING
SECRET_KEY = secret_key(HOME, env.text("ALLOTMENT_SECRET_KEY"))
HOSTS: Final = [host.strip() for host in env.text("ALLOTMENT_HOSTS").split(",") if host.strip()]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *HOSTS, *filter(None, [urlsplit(ADDRESS).hostname])]
USER_AGENT: Final = f"Allotment/{__version__} (a personal learning network{'; +' + ADDRESS if ADDRESS else ''})"

# --- the outside

ALLOW_NETWORKS: Final = env.networks("ALLOTMENT_ALLOW_NETWORKS")
CONNECTIONS: Final = env.number("ALLOTMENT_CONNECTIONS", 50, least=1, most=500)
MAILBOX: Final = mailbox(env.text("ALLOTMENT_EMAIL_URL"), env.text("ALLOTMENT_EMAIL_FROM"))
MAILERS = mailers(MAILBOX)
if MAILBOX is not None:
    DEFAULT_FROM_EMAIL = MAILBOX.sender

# --- the database

DATABASE_URL: Final = env.text("ALLOTMENT_DATABASE_URL")
SQLITE: Final[dict[str, Any]] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "allotment.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
            "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
        ),
    },
    "TEST": {"NAME": HOME / "test.sqlite3"},
}


def _database() -> dict[str, Any]:
    if not DATABASE_URL:
        return SQLITE
    try:
        found = dict(dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True))
    except ValueError as error:
        raise ImproperlyConfigured(f"ALLOTMENT_DATABASE_URL cannot be read: {error}") from error
    if found.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            "ALLOTMENT_DATABASE_URL is for PostgreSQL: write it like postgresql://user:password@host:5432/name."
        )
    return found


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the house

INSTALLED_APPS = [
    "allotment.web",
    "allotment.sense",
    "allotment.seek",
    "allotment.people",
    "allotment.core",
    "axes",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "allotment.core.packing.Packed",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "allotment.core.middleware.SignedIn",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allotment.core.middleware.OwnersZone",
    "allotment.core.middleware.KindErrors",
    "allotment.core.middleware.BoundedBody",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "allotment.config.urls"
WSGI_APPLICATION = "allotment.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

FORM_RENDERER = "allotment.web.forms.PageForms"

# --- accounts

AUTH_USER_MODEL = "core.Owner"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "allotment.core.accounts.views.locked_out"
AXES_HTTP_RESPONSE_CODE = 429
AXES_USERNAME_FORM_FIELD = "name"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"
SESSION_ENGINE = "allotment.core.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90

# --- safety: cookies and headers are strict wherever the installation is reached over HTTPS

HTTPS: Final = ADDRESS.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "mail.W001",  # an installation that sends no e-mail is a whole one; the doctor says when an owner wants some
    "security.W005",  # what other hosts of the domain serve, and
    "security.W021",  # whether browsers should be told of it for years, is for the domain's owner to say
    "security.W008",  # the reverse proxy that speaks HTTPS also redirects to it
]
CSRF_TRUSTED_ORIGINS = [ADDRESS] if ADDRESS else []
if env.flag("ALLOTMENT_BEHIND_PROXY", default=HTTPS):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# --- words and time

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# --- files

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
PACKED: Final = not (DEBUG or TESTING)
"""Files get names that tell their content and are packed once; in development and tests they are as they lie."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PACKED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PACKED

# --- what is said in the log

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {
        "handlers": ["console"],
        "level": env.choice("ALLOTMENT_LOG", "info", ["debug", "info", "warning", "error"]).upper(),
    },
}
