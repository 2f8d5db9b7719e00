"""The only place that knows a database. Counts, update ids, and sealed what people asked for."""
