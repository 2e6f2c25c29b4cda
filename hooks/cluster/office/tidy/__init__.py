"""`cluster tidy`: gives files that a tool has written anew their comments, order and style back."""
