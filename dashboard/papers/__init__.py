"""Make papers from an edition, record each one made, and make it again."""
