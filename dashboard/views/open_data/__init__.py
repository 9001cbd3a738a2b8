"""Open data: everything published, as tables that anyone may use, with what each column means."""
