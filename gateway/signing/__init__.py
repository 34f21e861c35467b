"""Certified signatures by others: a provider behind a small protocol, BSrE being the one there is.

Here and not at a desk, because a passphrase is put neither on the broker nor into a database.
"""
