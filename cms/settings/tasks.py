"""Background jobs: rows in the database, run by `db_worker`."""

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
