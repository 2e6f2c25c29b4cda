"""`cluster review`: what a proposed change changes, in words for whoever approves it."""
