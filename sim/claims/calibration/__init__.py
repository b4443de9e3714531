"""How the defaults were fitted: to the rows of targets.csv whose role is CAL, and to nothing else.

`python -m sim.claims.calibration` (or `make calibrate`) goes the whole way again and writes the
same files: worlds are kept in a folder, and what is there is not computed again.

1. A scrambled Sobol design over the plausible ranges of at most eight parameters (`free.py`); at
   each point the experiments of the claims ledger, under the same few lucks.
2. An emulator for each target: a curve in every parameter, with its residual error.
3. The region in which every target is met, given that error and luck. The middle of its deepest
   part, in round numbers, is run; the emulators are shifted to what came out, and the middle is
   looked for again. The last middle is run with many replications: the defaults.
4. A second wave: a spread of sets from that region is run. What a set shows is what the defaults
   show, plus the paired difference under the same lucks. The wave says how far off the emulators
   are in the region.
5. A spread of sets from the part in which a set is likely to fit is run. Those that fit are the
   ensemble.
"""
