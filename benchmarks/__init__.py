"""What the library costs, as ratios to what its work costs anyway: `python -m benchmarks`."""
