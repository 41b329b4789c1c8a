"""Runs a program on a pseudo-terminal, does something to it, and tells as JSON how it ended.

Usage: on_pseudo_terminal.py ANSWERS ACTION COMMAND... (ANSWERS: yes or no; ACTION: signal:TERM, type:q, hangup, or stall:TERM,
which types w, reads nothing more, and signals when the terminal is full)
The action happens once the program has written READY.
"""
import array, fcntl, json, os, pty, select, signal, struct, sys, termios, time, tty

answers, action, command = sys.argv[1] == "yes", sys.argv[2], sys.argv[3:]
master, slave = os.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
before = termios.tcgetattr(slave)
pid = os.fork()
if pid == 0:
    os.close(master)
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for fd in (0, 1, 2):
        os.dup2(slave, fd)
    os.execvp(command[0], command)

REPLIES = {b"\x1b[c": b"\x1b[?62;22c", b"\x1b[5n": b"\x1b[0n"}
answered = dict.fromkeys(REPLIES, 0)
output, acted, status, stalled = b"", None, None, False
deadline = time.monotonic() + 20
while status is None and time.monotonic() < deadline:
    if master is not None and not stalled and select.select([master], [], [], 0.005)[0]:
        try:
            output += os.read(master, 65536)
        except OSError:
            pass
    if answers and master is not None:
        for query, reply in REPLIES.items():
            while answered[query] < output.count(query):
                answered[query] += 1
                os.write(master, reply)
    if acted is None and b"READY" in output:
        acted = time.monotonic()
        kind, _, what = action.partition(":")
        if kind == "signal":
            os.kill(pid, getattr(signal, "SIG" + what))
        elif kind == "type":
            os.write(master, what.encode())
        elif kind == "stall":
            stalled = True
            os.write(master, b"w")
            full = array.array("i", [0])
            while full[0] < 4000 and time.monotonic() < deadline:
                time.sleep(0.005)
                fcntl.ioctl(master, termios.FIONREAD, full)
            os.kill(pid, getattr(signal, "SIG" + what))
        elif kind == "hangup":
            os.close(slave)
            os.close(master)
            master = None
    done, code = os.waitpid(pid, os.WNOHANG)
    if done:
        status = os.waitstatus_to_exitcode(code)
took = time.monotonic() - acted if acted else None
if status is None:
    os.kill(pid, signal.SIGKILL)
result = {"status": status, "ms": took and round(took * 1000)}
if master is not None:
    while select.select([master], [], [], 0)[0]:
        output += os.read(master, 65536)
    result["restored"] = termios.tcgetattr(slave) == before
    # What a shell would now read as typed.
    tty.setraw(slave, termios.TCSANOW)
    pending = array.array("i", [0])
    fcntl.ioctl(slave, termios.FIONREAD, pending)
    result["leftover"] = os.read(slave, pending[0]).decode() if pending[0] else ""
result["output"] = output.decode("utf-8", "replace")
print(json.dumps(result))
