"""The model: what a cluster plans, does and writes, and what can be asked of it."""
