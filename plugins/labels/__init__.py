"""Labels: which branches and partners an article is about, why, and their pages."""
