"""The monthly scorecard as a workbook in the printed layout: what every sheet and cell of it says."""
