"""The only place that knows a database. Counts and handled update ids; never a person."""
