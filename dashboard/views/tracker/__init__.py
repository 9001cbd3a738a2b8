"""The members' tracker: what stands out, what changed, and one line for each measure."""
