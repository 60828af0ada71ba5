"""The rules: values and functions. No clock, no I/O, no framework."""
