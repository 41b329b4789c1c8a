"""Tells what processes use: a process id a line in, seconds of processor time and bytes of memory out.

Processor time is that of all its threads, those that have ended too, to the nanosecond
(`clock_getcpuclockid`); /proc tells it in hundredths of a second.
"""
import resource, sys, time

PAGE = resource.getpagesize()
for line in sys.stdin:
    pid = int(line)
    cpu = time.clock_gettime(~pid << 3 | 2)
    with open(f"/proc/{pid}/statm") as statm:
        memory = int(statm.read().split()[1]) * PAGE
    print(cpu, memory, flush=True)
