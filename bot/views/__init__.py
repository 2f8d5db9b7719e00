"""Model and texts become a message and its keyboard. Pure: no calls, no database."""
