"""A file for each page: what it asks the desk, and the template that draws it."""
