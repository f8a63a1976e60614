"""What is judged, a subject each."""
