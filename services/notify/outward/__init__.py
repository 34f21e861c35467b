"""Telling other systems: what may be told is put in order and kept, and what each subscription is owed."""
