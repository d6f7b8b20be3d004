"""What suitability report and refusal have in common: facts that are cited, rules in words, answers."""
