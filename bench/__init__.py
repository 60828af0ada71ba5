"""The benchmark: what the product does in a second, beside the least that anything could do."""
