"""The desk on this machine, with a Telegram of its own: no account, no token."""
