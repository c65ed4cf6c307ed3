"""Reports that are owed again and again: by the month, the quarter, the year."""
