"""Front ends: any text in, one tree and its problems out."""
