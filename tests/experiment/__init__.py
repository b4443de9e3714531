"""Tests of what runs many worlds and keeps their results."""
