from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    """The tenant: enterprise, members, sites."""

    name = "enterprises"

    def ready(self) -> None:
        """Tell accounts which enterprises a user acts for."""
        from foundation.accounts.acting import register_enroller, register_seats

        from . import services

        register_seats(services.seats_of)
        register_enroller(services.enroll_from_sign_in)
