"""What is known and when: a dataset folder, its contracts, and the cut at ``as_of``."""
