"""The mathematics: identity and moments, posterior rates, simulated futures. Pure."""
