"""Sending other systems what they are owed, in a process of its own."""
