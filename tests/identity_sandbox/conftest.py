from tests.identity_sandbox.live import back_channel, person, sandbox, sandbox_process

__all__ = ["back_channel", "person", "sandbox", "sandbox_process"]
