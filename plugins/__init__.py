"""Jianbao's plugins for Pelican: one package for each capability, all standing on `core`."""
