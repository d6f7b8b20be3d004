"""Whether a profile suits a client: scores, hard stops, candidates, each decision with what it rests on."""
