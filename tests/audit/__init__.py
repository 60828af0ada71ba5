"""The audit: silent over whatever was done by the rules, and told by its name whatever was not."""
