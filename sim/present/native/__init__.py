"""Charts that Office draws itself, from `Data`: written once, for deck and workbook."""
