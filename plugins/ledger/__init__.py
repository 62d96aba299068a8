"""The office's tables: for now the chronicle (大事记), one dated line per article."""
