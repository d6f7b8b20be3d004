"""Plans a build, runs it, and writes files whole or not at all."""
