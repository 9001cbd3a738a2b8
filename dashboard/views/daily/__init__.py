"""The daily e-mail of key indicators: what changed and what stands out, for one reader."""
