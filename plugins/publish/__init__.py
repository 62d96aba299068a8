"""Publishing: a finished site goes to a branch of a Git remote, whole or not at all."""
