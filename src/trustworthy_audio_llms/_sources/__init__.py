"""Where catalogs come from: the bundle, the cache, lists at hand, and the network."""
