"""Where learning comes from: questions, sources, follows, posts, editions."""
