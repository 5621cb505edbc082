"""Two laws compared by what they mean: what was added, removed, made harder or easier, by how much, in which article."""


