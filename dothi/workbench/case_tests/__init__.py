"""What the worked cases of a law are good for: what they cover, which mutants they notice, which are missing."""
