"""The product with one safety broken at a time: a test has to notice."""
