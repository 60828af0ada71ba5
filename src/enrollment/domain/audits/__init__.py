"""What must hold of what is on record: pure functions over it, each yielding a line for whatever breaks it."""
