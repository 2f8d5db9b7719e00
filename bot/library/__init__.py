"""Reads ``content/`` into the model, strictly."""
