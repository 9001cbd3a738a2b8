"""What the public may be shown: small counts of children, and what would tell them, are taken out first."""
