"""Units, dates, named streams and interval maths: nothing here knows of customers."""
