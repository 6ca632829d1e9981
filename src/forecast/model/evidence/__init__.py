"""What the record says about the rates: each kind of figures with its likelihood.

Each kind names the rates it depends on; all others keep their prior.
"""
