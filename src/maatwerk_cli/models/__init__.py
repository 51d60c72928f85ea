"""Records of the register and their value types. No input or output. The ground floor."""
