"""Take a member of staff's second factors away after the person was identified."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from foundation.accounts.enums import SessionEnd
from foundation.accounts.models import User
from foundation.accounts.services import end_sessions
from foundation.accounts.services.factors import reset_factors
from foundation.core.clock import now


class Command(BaseCommand):
    """`manage.py staff_reset_second_factor <name>`: the next sign-in sets a new factor up."""

    help = "Remove the second factors of one member of staff and end the person's sessions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose."""
        parser.add_argument("username")

    def handle(self, *_args: Any, username: str, **_options: Any) -> None:
        """Remove, end, say."""
        user = User.objects.filter(username=username, is_staff=True).first()
        if user is None:
            raise CommandError(f"没有名为 {username} 的工作人员账号。")
        count = reset_factors(user=user, at=now())
        ended = end_sessions(sessions=Q(user=user), reason=SessionEnd.ELSEWHERE, at=now())
        self.stdout.write(f"{username}：移除 {count} 项，结束 {ended} 个会话。下次登录时重新设置。")
