"""The press: makes the files of documents and signs them, outside every service's event loop (`dumas documents`)."""
