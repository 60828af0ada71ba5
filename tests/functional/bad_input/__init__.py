"""Tables of bad input. The rows are numbered as in the documentation of what is promised: B1, B2, …"""
