"""Access tokens: JSON Web Tokens (RFC 9068 in shape), signed with ES256 or HS256 and read back by strict rules."""
