"""A regency for trying things out: what officers would do there is done by call, with made-up results."""
