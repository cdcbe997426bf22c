"""Run a management command of the sandbox: ``python -m identity_sandbox migrate``."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command line with the sandbox's own settings, never the portal's."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "identity_sandbox.settings"
    execute_from_command_line(["python -m identity_sandbox", *sys.argv[1:]])


if __name__ == "__main__":
    main()
