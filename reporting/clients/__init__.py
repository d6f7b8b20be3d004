"""What the firm knows of its clients: assessment, accounts, returns, notices, costs. No input, no output."""
