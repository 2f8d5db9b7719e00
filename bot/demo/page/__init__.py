"""The chat page: Telegram's look and manners in a browser, for the people of the demo."""
