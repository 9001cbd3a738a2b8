"""The catalogue: what every indicator is, as reviewed data with a schema."""
