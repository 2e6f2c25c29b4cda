"""`cluster announce`: tells feed readers, search engines and Mastodon what is new on the published site."""
