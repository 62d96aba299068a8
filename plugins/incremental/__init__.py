"""The fast build: what is known is not read again, what shows nothing new is not made again.

`fingerprint` tells what changed on the disk; `state` keeps what the last build learnt; `sources`
reads what changed; `plan` gives each output a key made of what it shows; `workers` spreads work
over the processors; `writer` replaces files whole; `build` is the way from sources to output.
"""
