"""Text from records and prose to safe HTML. What leaves here holds only what an allow-list names."""
