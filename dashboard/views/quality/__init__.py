"""The quality of the figures: what is missing, late, provisional, suppressed or disagreeing."""
