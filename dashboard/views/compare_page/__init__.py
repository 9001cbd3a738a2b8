"""The compare page: one measure beside our neighbours, our region or every authority."""
