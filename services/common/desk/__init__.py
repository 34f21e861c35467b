"""What every desk does alike: take a complaint over, hold it, end its steps by the pinned SOP, hand it on."""
