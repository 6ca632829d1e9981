"""What may be wrong, doubtful or missing in a record that loads; each module looks at one part."""
