"""Pictures, resized and drawn. Only these modules know Pillow, which is loaded at the first picture."""
