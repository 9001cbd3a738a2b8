"""The briefing: comparison tables as committee papers print them."""
