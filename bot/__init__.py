"""The process: command line, settings, wiring, Telegram in and out."""
