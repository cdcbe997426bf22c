from tests.identity_sandbox.live import person, sandbox, sandbox_process

__all__ = ["person", "sandbox", "sandbox_process"]
