"""Runs `bacalhau-ls` where starting a process or reaching a network is death.

Python's own events are watched by an audit hook, which names what it saw and
ends the process; below it, on Linux, the kernel kills at the system calls. What
an audit hook sees is also compared with the folder given in GUARDED_WORKSPACE:
no code may be loaded from there and nothing written to it.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from typing import Any

FORBIDDEN = (
    "os.exec", "os.fork", "os.forkpty", "os.posix_spawn",
    "os.spawn", "os.startfile", "os.system", "pty.spawn", "socket.bind", "socket.connect",
    "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo",
    "socket.sendto", "socket.sendmsg", "subprocess.Popen", "urllib.Request", "webbrowser.open",
    "ftplib.connect", "http.client.connect", "smtplib.connect", "poplib.connect",
)  # fmt: skip
VIOLATION = 99
WORKSPACE = os.environ.get("GUARDED_WORKSPACE", "")
WRITES = ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.link", "os.symlink",
          "os.chmod", "os.chown", "os.utime", "shutil.move", "shutil.rmtree")  # fmt: skip
MAY_WRITE = bool(os.environ.get("GUARDED_MAY_WRITE"))


def die(event: str, detail: object) -> None:
    os.write(2, f"FORBIDDEN {event} {detail!r}\n".encode(errors="replace"))
    os._exit(VIOLATION)


def inside_workspace(path: object) -> bool:
    if not WORKSPACE or not isinstance(path, str | bytes):
        return False
    whole = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - pathlib may be what is watched
    return whole.startswith(WORKSPACE + os.sep)


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """The audit hook: called with every event of the interpreter."""
    if event in FORBIDDEN:
        die(event, arguments)
    if event in ("exec", "compile"):
        name = getattr(arguments[0], "co_filename", None) or arguments[-1]
        if inside_workspace(name) and not str(name).startswith("<"):
            die(event, name)
    if not MAY_WRITE:
        watch_writes(event, arguments)


def watch_writes(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and inside_workspace(arguments[0]):
        flags = arguments[2]
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            die(event, arguments)
    elif event in WRITES and any(inside_workspace(each) for each in arguments):
        die(event, arguments)


# -- the kernel: a classic BPF program, see `man 2 seccomp` ---------------------

LOAD, EQUALS, ANY_BIT, RETURN = 0x20, 0x15, 0x45, 0x06
KILL, ALLOW, NO_SUCH_CALL = 0x80000000, 0x7FFF0000, 0x00050000 | 38
NUMBER, FIRST_ARGUMENT = 0, 16
CLONE_THREAD, AF_UNIX = 0x10000, 1
CALLS = {
    "x86_64": {"execve": 59, "execveat": 322, "fork": 57, "vfork": 58, "clone": 56, "clone3": 435,
               "socket": 41, "connect": 42, "bind": 49, "listen": 50, "ptrace": 101},
    "aarch64": {"execve": 221, "execveat": 281, "clone": 220, "clone3": 435, "socket": 198,
                "connect": 203, "bind": 200, "listen": 201, "ptrace": 117},
}  # fmt: skip


def instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def program(calls: dict[str, int]) -> bytes:
    """Kill at a forbidden call; new threads and pairs of local sockets are let be."""
    forbidden = ("execve", "execveat", "fork", "vfork", "connect", "bind", "listen", "ptrace")
    steps = [instruction(LOAD, NUMBER)]
    for name in forbidden:
        if name in calls:
            steps += [instruction(EQUALS, calls[name], 0, 1), instruction(RETURN, KILL)]
    # libc falls back to clone, whose flags can be seen
    steps += [instruction(EQUALS, calls["clone3"], 0, 1), instruction(RETURN, NO_SUCH_CALL)]
    steps += [
        instruction(EQUALS, calls["clone"], 0, 4),
        instruction(LOAD, FIRST_ARGUMENT),
        instruction(ANY_BIT, CLONE_THREAD, 1, 0),
        instruction(RETURN, KILL),
        instruction(RETURN, ALLOW),
    ]
    steps += [
        instruction(EQUALS, calls["socket"], 0, 4),
        instruction(LOAD, FIRST_ARGUMENT),
        instruction(EQUALS, AF_UNIX, 1, 0),
        instruction(RETURN, KILL),
        instruction(RETURN, ALLOW),
    ]
    return b"".join([*steps, instruction(RETURN, ALLOW)])


def ask_the_kernel() -> None:
    """Install the filter; fails loudly where there should be one and is none."""
    libc = ctypes.CDLL(None, use_errno=True)
    code = ctypes.create_string_buffer(program(CALLS[platform.machine()]))
    length = (len(code) - 1) // 8
    filter_program = struct.pack("HxxxxxxP", length, ctypes.addressof(code))
    pr_set_no_new_privileges, pr_set_seccomp, with_filter = 38, 22, 2
    if libc.prctl(pr_set_no_new_privileges, 1, 0, 0, 0) or libc.prctl(
        pr_set_seccomp, with_filter, ctypes.c_char_p(filter_program), 0, 0
    ):
        sys.exit(f"no seccomp filter: {os.strerror(ctypes.get_errno())}")


def main() -> int:
    from bacalhau_ls.__main__ import main as run  # noqa: PLC0415 - guarded from here on

    return run()


if __name__ == "__main__":
    if sys.platform == "linux" and platform.machine() in CALLS:
        ask_the_kernel()
    sys.addaudithook(watch)
    if sys.argv[1:2] == ["-c"]:
        exec(sys.argv[2])  # noqa: S102 - the test of the guard itself
        sys.exit(0)
    sys.exit(main())
