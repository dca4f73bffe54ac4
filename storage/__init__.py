"""What is remembered: tables, migrations, one module per kind of record, the transaction."""
