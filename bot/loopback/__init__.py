"""A page on this machine alone: who may ask it, what files it has, how it starts and ends."""
