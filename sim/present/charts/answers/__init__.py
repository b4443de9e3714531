"""Charts of answers about assumptions: functions of the `--json` document that give a Picture.

The title is the sentence of the answer, so that it is no surer than the text.
"""
