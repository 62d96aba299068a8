"""`./jianbao bench`: one made-up archive built by this project and its peers, side by side."""
