"""The unified identity platform: where it is, who we are there, what its claims mean."""

from .environment import env

OIDC_ISSUER = env.str("OIDC_ISSUER", default="http://127.0.0.1:8001")
OIDC_LEGAL_CLIENT_ID = env.str("OIDC_LEGAL_CLIENT_ID", default="portal-legal")
OIDC_LEGAL_CLIENT_SECRET = env.str("OIDC_LEGAL_CLIENT_SECRET", default="")
OIDC_NATURAL_CLIENT_ID = env.str("OIDC_NATURAL_CLIENT_ID", default="portal-natural")
OIDC_NATURAL_CLIENT_SECRET = env.str("OIDC_NATURAL_CLIENT_SECRET", default="")
OIDC_ACCOUNT_URL = env.str("OIDC_ACCOUNT_URL", default=f"{OIDC_ISSUER}/account/settings/")
# How sure the platform must be of the person: any one of these; empty leaves it to the platform.
OIDC_ACR_VALUES = env.list("OIDC_ACR_VALUES", default=[])
# Our name for a fact -> the claim in which this platform sends it.
OIDC_CLAIMS = {
    "name": "name",
    "login_kind": "login_kind",
    "id_number": "id_number",
    "phone": "phone",
    "enterprise_name": "enterprise_name",
    "credit_code": "credit_code",
    "enterprise_type": "enterprise_type",
    "legal_representative": "legal_representative",
    "agent_name": "agent_name",
    "agent_id_number": "agent_id_number",
    "agent_id_kind": "agent_id_kind",
    "member_role": "member_role",
}
# Staff may sign in at a platform of their own; empty: by password alone. The second factor stays.
STAFF_OIDC_ISSUER = env.str("STAFF_OIDC_ISSUER", default="")
STAFF_OIDC_CLIENT_ID = env.str("STAFF_OIDC_CLIENT_ID", default="")
STAFF_OIDC_CLIENT_SECRET = env.str("STAFF_OIDC_CLIENT_SECRET", default="")
STAFF_OIDC_USERNAME_CLAIM = env.str("STAFF_OIDC_USERNAME_CLAIM", default="preferred_username")
