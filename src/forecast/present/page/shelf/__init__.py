"""The shelf: one page that lists every published brief, for leadership to bookmark."""
