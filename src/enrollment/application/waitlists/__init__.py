"""Waiting for seats: standing in line, and how a free seat comes to who has stood there longest."""
