"""What the office keeps: tables, journal, numbers, files and search. The only SQL in the house is here."""
