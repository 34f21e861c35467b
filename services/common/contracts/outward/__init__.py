"""What other systems are told: the catalogue of outward events, their envelope, and how a system subscribes."""
