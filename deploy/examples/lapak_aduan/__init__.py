"""A bridge between Lapak Aduan, or a portal like it, and Dumas. To be read, copied and changed; see README.md."""
