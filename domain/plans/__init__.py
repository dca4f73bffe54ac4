"""What is due without anyone reporting: the contract's promises, their windows, and what becomes of each."""
