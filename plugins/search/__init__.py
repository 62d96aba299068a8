"""Search: an index that browsers read by themselves, and the page that asks it.

Pagefind makes the index, from copies of the articles in which every character is a word of its
own: whatever stands in the text is then found as a phrase, wherever it is cut. The index lies in
shards, by years, and only a shard whose articles changed is made again.
"""
