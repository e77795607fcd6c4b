"""The project's own accuracy gates: what the program makes of sets that others have read before it."""
