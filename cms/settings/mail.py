"""Mail leaves through SMTP where `EMAIL_URL` names a server; else into files."""

from .environment import VAR, env

vars().update(env.email("EMAIL_URL", default="filemail://"))
EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="服务门户 <portal@example.invalid>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10
