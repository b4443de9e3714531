"""Steering: culture that acts on work. What gets effort first, what is shared, what is gamed.

Everything here is neutral at the defaults of the tree and then costs nothing for an item of work.
"""
