"""Reviews: a screening log, its file, its flow."""
