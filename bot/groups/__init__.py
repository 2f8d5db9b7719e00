"""What a group may set and what follows from it; pure."""
