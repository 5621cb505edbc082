"""Reading the law: YAML rule files to rulebooks, with the location of every fault."""
