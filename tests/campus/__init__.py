"""Waitlists, offers, swaps and drops as students and staff meet them, over every technology there is."""
