"""Kinds of workers behind the seam: processes here, processes by value, a cluster."""
