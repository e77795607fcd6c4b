"""Consilience: published reports of armed-conflict incidents, one record per incident, every value with its words."""

__version__ = "0.1.0"
