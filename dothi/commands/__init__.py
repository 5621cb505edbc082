"""Groups of commands: each module registers its own with the application."""
