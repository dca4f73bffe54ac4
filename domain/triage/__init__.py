"""What a customer's report says: its kind, the facts it states, and what is still to be asked."""
