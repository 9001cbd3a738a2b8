"""A children's services performance scorecard: workbooks in, judged trends with comparisons out."""
