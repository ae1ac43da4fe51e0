"""The commands as stages: read, build, check, ingest, explain. Each reads top to bottom as its work."""
