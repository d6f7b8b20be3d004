"""Value types that every other room speaks: no input, no output, no pandas."""
