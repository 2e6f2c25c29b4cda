"""The commands, a module for each subject. What a build does not need is imported when a command runs."""
