"""Attempts to get out of the sandbox, one function each: what it brought is returned, nothing when it was contained.

usage: attempts.py NAME FACTS      FACTS is JSON of what a test knows of the machine around the sandbox
Prints `WORKED: ...` and ends with 10, or `CONTAINED: ...` and ends with 0.
"""
import ctypes
import errno
import fcntl
import glob
import json
import mmap
import os
import resource
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import time

LIBC = ctypes.CDLL(None, use_errno=True)


def called(name, *arguments):
    """The result of a function of libc, or its error as OSError."""
    result = getattr(LIBC, name)(*arguments)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return result


def text(path):
    with open(path, "rb") as file:
        return file.read(1 << 20).decode("utf-8", "replace")


def first(attempts):
    """What the first of some attempts brings that brings anything; the last error when all fail."""
    problem = OSError("nothing was tried")
    for attempt in attempts:
        try:
            got = attempt()
            if got:
                return got
        except OSError as error:
            problem = error
    raise problem


# Files of the host

def accounts_of_the_host(_):
    return first([lambda path=path: text(path) for path in ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/resolv.conf")])


def keys_of_root(_):
    return first([lambda folder=folder: os.listdir(folder) for folder in ("/root", "/root/.ssh", "/home", "/etc/ssh", "/etc/ssl/private")])


def folders_of_the_host(_):
    return [folder for folder in ("/var", "/run", "/srv", "/opt", "/mnt", "/media", "/sys", "/boot", "/work") if os.path.exists(folder)]


def what_an_administrator_installed(_):
    return os.listdir("/usr/local")


def file_of_the_bot(facts):
    return text(facts["secret_file"])


def folder_of_another_application(facts):
    return first([lambda: os.listdir(facts["other"]), lambda: text(facts["other"] + "/source.cpp")])


def by_the_root_of_a_process(facts):
    paths = [process + "/root" + facts["secret_file"] for process in glob.glob("/proc/[0-9]*")]
    paths += [process + "/cwd/../../.." + facts["secret_file"] for process in glob.glob("/proc/[0-9]*")]
    return first([lambda path=path: text(path) for path in paths])


def environment_of_the_bot(facts):
    for path in glob.glob("/proc/[0-9]*/environ"):
        try:
            if facts["secret"] in text(path):
                return path
        except OSError:
            pass
    return [name for name in os.environ if facts["secret"] in os.environ[name]]


def processes_of_the_host(facts):
    found = []
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            words = text(path)
        except OSError:  # it has just ended
            continue
        if facts["token"] in words and "attempts.py" not in words:
            found.append(path)
    return found


def descriptors_left_open(_):
    found = []
    for number in range(3, 256):
        try:
            os.fstat(number)
            found.append((number, os.readlink(f"/proc/self/fd/{number}")))
        except OSError:
            pass
    return found


def up_from_the_folder(facts):
    for _ in range(40):
        os.chdir("..")
    return text("." + facts["secret_file"])


# Network

def answer(kind, address, bytes_=b"hello"):
    with socket.socket(*kind) as connection:
        connection.settimeout(2)
        connection.connect(address)
        if kind[1] == socket.SOCK_DGRAM:
            connection.send(bytes_)
        return connection.recv(100)


def tcp_to_the_host(facts):
    return answer((socket.AF_INET, socket.SOCK_STREAM), ("127.0.0.1", facts["tcp"]))


def udp_to_the_host(facts):
    return answer((socket.AF_INET, socket.SOCK_DGRAM), ("127.0.0.1", facts["udp"]))


def names_by_dns(_):
    query = struct.pack(">HHHHHH", 7, 0x100, 1, 0, 0, 0) + b"\7example\3com\0" + struct.pack(">HH", 1, 1)
    return first([lambda: answer((socket.AF_INET, socket.SOCK_DGRAM), ("9.9.9.9", 53), query),
                  lambda: socket.getaddrinfo("example.com", 80)])


def socket_of_the_host(facts):
    paths = [facts["socket"], "/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock", "/run/dbus/system_bus_socket"]
    paths += [f"/var/run/postgresql/.s.PGSQL.{port}" for port in (5432, 5433)] + glob.glob("/tmp/.s.PGSQL.*")
    return first([lambda path=path: answer((socket.AF_UNIX, socket.SOCK_STREAM), path) for path in paths])


def socket_without_a_file(facts):
    return answer((socket.AF_UNIX, socket.SOCK_STREAM), "\0" + facts["token"])


def network_switched_on(_):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, 0x8914, struct.pack("16sh22x", b"lo", 0x41))  # SIOCSIFFLAGS, IFF_UP
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        server.bind(("127.0.0.1", 0))
    return "the network is up"


def raw_packets(_):
    return first([lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW).fileno(),
                  lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1).fileno()])


# Limits

def fork_bomb(facts):
    count = 0
    while count < 4 * facts["processes"]:
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        count += 1
    return f"{count} processes"


def fill(folder, most):
    written = 0
    try:
        for number in range(1000):
            with open(f"{folder}/fill{number}", "wb") as file:
                while file.tell() < 4 << 20:
                    written += file.write(bytes(1 << 16))
                    if written > most:
                        return f"{written} bytes in {folder}"
    except OSError:
        pass
    return None


def disk_filled(facts):
    return fill("/build", facts["disk"]) or fill("/tmp", facts["disk"])


def disk_filled_in_devices(facts):
    for folder in ("/dev", "/dev/shm", "/", "/usr", "/etc", "/proc", "/usr/local"):
        got = fill(folder, 1)
        if got:
            return got
    return None


def disk_filled_by_files_without_names(facts):
    written = 0
    held = []
    try:
        for _ in range(1000):
            file = os.open("/build", os.O_TMPFILE | os.O_RDWR)
            held.append(file)
            for _ in range(64):
                written += os.write(file, bytes(1 << 16))
    except OSError:
        pass
    return f"{written} bytes" if written > facts["disk"] else None


def files_without_end(facts):
    for number in range(2 * facts["files"]):
        os.close(os.open(f"/build/n{number}", os.O_CREAT | os.O_WRONLY))
    return "many files"


def memory_filled(facts):
    held = []
    while len(held) * (8 << 20) < 2 * facts["memory"]:
        block = mmap.mmap(-1, 8 << 20)
        for at in range(0, 8 << 20, 4096):
            block[at] = 1
        held.append(block)
    return "more memory than there may be"


def memory_filled_by_many(facts):
    share = facts["memory"] // 4
    children = []
    for _ in range(20):
        child = os.fork()
        if child == 0:
            block = bytearray(share)
            for at in range(0, len(block), 4096):
                block[at] = 1
            time.sleep(30)
            os._exit(0)
        children.append(child)
    for _ in range(40):
        time.sleep(0.1)
        alive = [child for child in children if os.waitpid(child, os.WNOHANG) == (0, 0)]
        held = sum(int(text(f"/proc/{child}/statm").split()[1]) for child in alive) * 4096
        if held > 1.5 * facts["memory"]:
            return f"{held} bytes"
        children = alive
    return None


def memory_that_nobody_owns(_):
    return first([lambda: f"memory {called('shmget', 0, 1 << 30, 0o1600)}", lambda: f"file {called('memfd_create', b'x', 0)}",
                  lambda: f"queue {called('msgget', 0, 0o1600)}"])


def limits_raised(_):
    for name in ("NPROC", "FSIZE", "NOFILE", "CPU", "MEMLOCK"):
        what = getattr(resource, "RLIMIT_" + name)
        try:
            resource.setrlimit(what, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            return name
        except (OSError, ValueError):
            pass
    return None


def control_groups_left(_):
    called("mkdir", b"/tmp/groups", 0o700)
    found = [path for path in glob.glob("/sys/fs/cgroup/*/cgroup.procs") if os.access(path, os.W_OK)]
    return found or first([lambda: called("mount", b"x", b"/tmp/groups", b"cgroup2", 0, None) == 0,
                           lambda: called("mount", b"x", b"/tmp/groups", b"cgroup", 0, b"memory") == 0])


# Privileges

def user_changed(_):
    return first([lambda: os.setuid(0) is None, lambda: os.setgid(0) is None, lambda: os.setgroups([0]) is None])


def new_user_namespace(_):
    new_user = 0x10000000
    return first([lambda: called("unshare", new_user) == 0, lambda: "a namespace" if subprocess.run(
        ["unshare", "--user", "--map-root-user", "true"], check=False, stderr=subprocess.DEVNULL).returncode == 0 else None,
        lambda: cloned(new_user)])


def cloned(flags):
    child = called("syscall", 56, flags | signal.SIGCHLD, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return "a child in a namespace"


def program_that_changes_the_user(_):
    shutil.copy("/usr/bin/id", "/build/id")
    os.chmod("/build/id", 0o6755)
    for command in (["/build/id", "-u"], ["/usr/bin/su", "-c", "id -u"], ["/usr/bin/mount", "-t", "tmpfs", "x", "/tmp"]):
        try:
            ran = subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=10)
        except OSError:
            continue
        if (ran.stdout.strip().isdigit() and ran.stdout.strip() != str(os.getuid())) or (ran.returncode == 0 and "mount" in command[0]):
            return command
    return None


def file_system_mounted(_):
    os.mkdir("/tmp/m")
    first([lambda: called("mount", b"x", b"/tmp/m", b"tmpfs", 0, None) == 0, lambda: called("mount", b"/usr", b"/tmp/m", None, 4096, None) == 0,
           lambda: called("umount2", b"/project", 2) == 0, lambda: called("mount", None, b"/usr", None, 32 | 4096, None) == 0])
    return "mounted"


def device_made(_):
    os.mknod("/build/disk", stat.S_IFBLK | 0o600, os.makedev(254, 0))
    return text("/build/disk")[:10]


def root_changed(_):
    os.mkdir("/build/jail")
    os.chroot("/build/jail")
    return "another root"


def process_traced(_):
    attach = 16

    def rights(pid):
        return [line for line in text(f"/proc/{pid}/status").splitlines() if line.startswith(("Uid", "Cap", "NoNewPrivs", "Seccomp"))]

    def of_more_rights():
        # Bubblewrap's own process inside may be written to: it must be worth nothing.
        return [pid for pid in (1, os.getppid()) if rights(pid) != rights("self") or "CapEff:\t0000000000000000" not in rights(pid)]

    return of_more_rights() or first([lambda pid=pid: called("ptrace", attach, pid, 0, 0) == 0 for pid in (1, os.getppid())])


def kernel_asked(_):
    bpf, add_key, perf, io_uring, userfault = 321, 248, 298, 425, 323
    attributes = ctypes.create_string_buffer(128)
    return first([lambda: called("syscall", bpf, 0, attributes, 128), lambda: called("syscall", add_key, b"user", b"x", b"y", 1, -3),
                  lambda: called("syscall", perf, attributes, 0, -1, -1, 0), lambda: called("syscall", io_uring, 8, attributes),
                  lambda: called("syscall", userfault, 0)])


def kernel_set(_):
    for path in ("/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/proc/1/oom_score_adj", "/proc/sys/vm/drop_caches"):
        try:
            with open(path, "w", encoding="ascii") as file:
                file.write("-1000" if "oom" in path else "1")
            return path
        except OSError:
            pass
    return None


def terminal_typed_on(_):
    def typed():
        with open("/dev/tty", "wb") as terminal:
            fcntl.ioctl(terminal, 0x5412, b"x")  # TIOCSTI
        return "typed"
    return first([typed, lambda: fcntl.ioctl(2, 0x5412, b"x") or "typed"])


def first_process_killed(_):
    os.kill(1, signal.SIGKILL)
    os.kill(1, signal.SIGTERM)
    time.sleep(0.3)
    return None  # what is left of the sandbox says the rest


def processes_of_the_host_killed(facts):
    os.kill(facts["pid"], 0)
    return f"the process {facts['pid']} is there"


# Files that are not its own

def project_written(_):
    return first([lambda: open("/project/CMakeLists.txt", "a", encoding="ascii").write("x"), lambda: os.unlink("/project/CMakeLists.txt") is None,
                  lambda: os.mkdir("/project/new") is None, lambda: os.chmod("/project", 0o777) is None])


def runtime_written(_):
    return first([lambda: open("/runtime/library.a", "a", encoding="ascii").write("x"), lambda: os.unlink("/runtime/library.a") is None,
                  lambda: os.utime("/runtime/library.a") is None, lambda: os.link("/runtime/library.a", "/build/library.a") is None])


def tools_written(_):
    return first([lambda: open("/usr/bin/c++", "r+b").fileno(), lambda: os.mkdir("/usr/lib/new") is None, lambda: os.symlink("/build/x", "/bin/x") is None])


def cache_of_another_written(facts):
    return first([lambda: open(facts["other"] + "/source.cpp", "w", encoding="ascii").write("x"), lambda: os.makedirs(facts["other"]) or
                  os.path.exists(facts["secret_file"])])


def main():
    attempt = globals()[sys.argv[1]]
    try:
        got = attempt(json.loads(sys.argv[2]))
    except (OSError, MemoryError, ValueError) as error:
        print(f"CONTAINED: {error}", flush=True)
        return 0
    print(f"WORKED: {got}" if got else "CONTAINED", flush=True)
    return 10 if got else 0


if __name__ == "__main__":
    sys.exit(main())
