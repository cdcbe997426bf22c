"""X.509 without a database: reading, judging, proving and, for development, issuing."""
