"""What the templates get: plain data made from the model by small functions; templates only lay it out."""
