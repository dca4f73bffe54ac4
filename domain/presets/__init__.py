"""Contract presets: one TOML file each, data only."""
