"""The own server: a bare repository that publishes what is pushed to it, and all around it."""
