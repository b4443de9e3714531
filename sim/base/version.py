"""The two versions that every result carries."""

# Of the software. The only place where it is written.
VERSION = "0.1.0"

# Of the model: raised when the same scenario and seed give other numbers than before. Stored
# results of another model version are never reused.
MODEL_VERSION = "4"
