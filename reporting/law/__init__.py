"""The law as dated data: parameters with validity dates and article references."""
