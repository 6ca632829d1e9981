"""What people look at: words, charts, tables and the brief."""
