"""Published statistics: the government's files read into observations, kept in our own layout, and compared."""
