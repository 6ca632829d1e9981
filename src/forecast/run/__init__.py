"""Unattended work: checked notebook runs and publication in one step."""
