"""Course enrollment: rules in the middle, the world at the edges."""
