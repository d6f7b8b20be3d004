"""One module per document: facts in, a renderer-free `Disclosure` out."""
