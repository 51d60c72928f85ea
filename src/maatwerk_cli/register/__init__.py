"""The dataset in memory: kinds of record, records, references, reading and validation."""
