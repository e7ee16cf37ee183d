"""Prints what Prometheus' Python client exposes for a histogram with the buckets that are read, as JSON, from the
standard input: the text format, or with the argument "openmetrics" that one."""

import json
import sys

from prometheus_client import CollectorRegistry, Histogram, exposition
from prometheus_client.openmetrics import exposition as openmetrics

registry = CollectorRegistry()
Histogram("bounds", "Bounds.", buckets=json.load(sys.stdin), registry=registry)
format = openmetrics if "openmetrics" in sys.argv else exposition
sys.stdout.buffer.write(format.generate_latest(registry))
