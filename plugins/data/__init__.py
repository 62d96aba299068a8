"""The archive for machines: articles, issues, organisations and pacts as JSON with its schemas."""
