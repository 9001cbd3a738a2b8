"""Views: finished words and formatted numbers, one type a page; the same view feeds page, print, export and e-mail."""
