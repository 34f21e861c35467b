"""The register: a second service in intake's database, in a process of its own, so a report never slows a citizen."""
