"""A Telegram on this machine: a Bot API server and a page to chat in; knows nothing of the bot."""
