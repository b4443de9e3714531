"""Parameters that nobody can measure, solved from what a leader knows of last year."""
