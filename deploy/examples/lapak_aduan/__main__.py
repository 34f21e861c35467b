"""`python -m lapak_aduan`: run the bridge with what the environment says."""

from .bridge import main

main()
