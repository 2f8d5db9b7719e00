"""How updates come in and replies go out, so that no message is lost."""
