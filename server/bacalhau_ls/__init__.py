"""A language server for Bacalhau job specifications."""

__version__ = "0.1.0"
