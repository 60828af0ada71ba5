"""The audits: what cannot be is told by its name, and what can be is passed over."""
