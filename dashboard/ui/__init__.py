"""The parts pages are made of: readers, components and styles."""
