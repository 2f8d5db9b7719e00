"""Guided forms: a question a step, answers in memory only. Pure: no Telegram, no files."""
