"""Laying text out anew."""
