"""The documentation, and what makes its generated parts (`docs.refresh`)."""
