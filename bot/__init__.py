"""别慌: a calm, honest reading of debt-collection SMS."""
