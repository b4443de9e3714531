"""One function for each command, and what `import sim` offers (`sim.app.notebook`).

A function here says in which order the rooms below are used and turns what they give into an
`Answer`; it computes nothing itself.
"""
