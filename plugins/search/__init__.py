"""Search: an index that browsers read by themselves, and the page that asks it.

The index tells for every two characters where they stand side by side: whatever stands in the
text is then found as a phrase, wherever it is cut. It lies in shards, by years, and only a shard
whose articles changed is made again.
"""
