"""Measurements as ratios within one run: a command, never a test."""
