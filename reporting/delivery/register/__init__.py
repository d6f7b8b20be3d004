"""The register of issued documents: rows that are only ever added, chained by hashes, under pseudonyms."""
