markContents();
keepNotes();
readCharts();
stage();
