"""launch.py FILE COMMAND...: runs a command, and writes CPU seconds and peak memory in MB to FILE as JSON.

A process of its own: a child starts with the memory of its parent, so a peak measured from within the
benchmark would include that of the benchmark.
"""

import json
import os
import sys

child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(child, 0)
with open(sys.argv[1], "w") as file:
    json.dump([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024], file)
sys.exit(os.waitstatus_to_exitcode(status))
