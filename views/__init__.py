"""What people see: records in, content out."""
