"""How the world answers: one package a technology, none leaning on another."""
