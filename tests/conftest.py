"""What every test runs under."""

import os

from hypothesis import settings

# No deadline: the machines of CI are shared and noisy. In CI the examples are the same at every run, so
# that a red run can be repeated; by hand each run tries new ones.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")
