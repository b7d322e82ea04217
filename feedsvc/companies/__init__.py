"""Which companies an article is about: codes, declared evidence, the registry, the matcher."""
