"""One test for each rule of feeds and of HTTP: its check holds for all that is served, and fails where one is broken.

corpus       articles that try to break the rules
sites        the application over an ingested store, and every document that it serves
documents    a served document as the checks read it, copies of it with one thing changed, and the two halves of a test
contents     the HTML within documents
"""
