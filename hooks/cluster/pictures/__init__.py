"""Pictures: the model, decoding of sources, encoding of renditions."""
