"""Runs a program on a pseudo-terminal; its screen is our output, its keyboard our input.

Usage: slow_terminal.py COLUMNS ROWS BYTES_A_SECOND COMMAND... (0: as fast as it goes)
A limited line is like SSH over a slow link: it takes whatever comes and shows it when it can.
"""
import fcntl, os, pty, select, struct, sys, termios, time

columns, rows, rate, command = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
pid, master = pty.fork()
if pid == 0:
    # Before the program starts: some ask for the size at once, and never again.
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.execvp(command[0], command)

held, free_at, inputs = b"", time.monotonic(), [master, 0]
while True:
    timeout = max(0, free_at - time.monotonic()) if held else None
    ready = select.select(inputs, [], [], timeout)[0]
    if master in ready:
        try:
            held += os.read(master, 65536)
        except OSError:
            break
    if 0 in ready:
        typed = os.read(0, 4096)
        if not typed:
            break
        os.write(master, typed)
    now = time.monotonic()
    if held and now >= free_at:
        chunk = held if rate == 0 else held[: max(1, rate // 100)]
        held = held[len(chunk):]
        os.write(1, chunk)
        if rate:
            free_at = max(free_at, now - 0.05) + len(chunk) / rate
os.write(1, held)
os.kill(pid, 9)
