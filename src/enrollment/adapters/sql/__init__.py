"""The ports over SQL: PostgreSQL, and SQLite for the embedded default."""
