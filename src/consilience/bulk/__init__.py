"""Joining very many accounts: rows in tables, compared in SQL by Splink, clustered and settled as everywhere else."""
