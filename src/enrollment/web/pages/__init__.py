"""What students see: one file a page. Every page works without JavaScript."""
