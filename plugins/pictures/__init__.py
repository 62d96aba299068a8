"""Pictures as they are published: sized for each screen, turned upright, without metadata.

`raster` turns one photograph into all its renditions, `svg` lets through drawings that do
nothing but draw, `studio` keeps what was made below the cache by the digest of the source, and
`pages` names the files of the output.
"""
