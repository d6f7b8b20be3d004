"""What each client is sent: one module a document, and the pack that binds them."""
