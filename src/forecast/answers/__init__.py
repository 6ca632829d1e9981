"""The questions a federation asks, answered from simulated futures. Pure."""
