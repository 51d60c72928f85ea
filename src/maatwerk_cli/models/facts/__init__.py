"""Records of what sources say, count and name: sources, organisations, codes, posts, figures, milestones."""
