"""The door for a federation's own spreadsheets: recognised, read whole or refused whole."""
