"""The rules of the real Bacalhau alone: what v1.9.3 refuses, ignores or stumbles over."""
