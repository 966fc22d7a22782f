"""What is read of pages. Nothing here writes."""
