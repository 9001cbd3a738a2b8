"""The daily e-mail: who follows what, what each is told of an edition, and the sending of it, once."""
