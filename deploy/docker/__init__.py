"""One host with containers: the image, what runs in it besides `dumas`, and its secrets."""
