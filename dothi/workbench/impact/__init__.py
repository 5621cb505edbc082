"""The impact of a changed law: which values score otherwise, and which towns come out otherwise."""
