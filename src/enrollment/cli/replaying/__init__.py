"""A real term, replayed: what its students asked for is given, and what became of it is the product's own."""
