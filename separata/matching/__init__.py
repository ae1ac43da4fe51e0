"""Matching: which claims are one paper, which printed names are one person. Values in, values out."""
