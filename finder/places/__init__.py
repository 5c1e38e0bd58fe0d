"""Words about a place in, a point out; from bundled data, never from the network."""
