"""The Bot API on loopback: the ground the end-to-end tests and the demo stand on."""
