"""Checks on finished documents: independent rules on the file read back and on its twin."""
