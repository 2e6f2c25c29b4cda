"""New items of content: `cluster new event`, `news`, `member` and others."""
