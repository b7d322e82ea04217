"""What feedsvc costs, measured; `make bench` prints the tables. Ratios of one run, medians of several."""
