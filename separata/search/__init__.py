"""The search index: words, fixed ranges of words, and the files a browser loads of them."""
