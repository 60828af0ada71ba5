"""The ports in this process's memory: for trials and tests, forgotten when the process ends.

There are no transactions: each call is one, whole or not at all, kept as it returns.
"""
