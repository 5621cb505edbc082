"""What the worked cases of a law are good for: what they cover, which mistypings they notice, which are missing."""
