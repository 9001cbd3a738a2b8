"""The daily e-mail: who gets what, and sending it once."""
