"""Papers and downloads: the same views as the pages, as documents and workbooks."""
