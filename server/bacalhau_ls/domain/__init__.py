"""What features know of Bacalhau beyond the schema: where things are, what they are called."""
