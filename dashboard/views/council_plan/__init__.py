"""The quarterly council-plan report: each measure by quarter with its status, direction and a drafted comment."""
