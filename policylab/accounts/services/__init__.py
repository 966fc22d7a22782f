"""What an account can do with itself."""
