"""Fuzzing: any bytes in, only the documented errors out, and nothing lost on the way."""
