"""Results to words, tables, charts and reports. Import the module you need: nothing loads here."""
