"""People, bodies and places from elsewhere: read as records, compared with the registry, and written into it."""
