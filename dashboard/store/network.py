"""Tell whether a file lies on a network drive, where SQLite's write-ahead log loses data."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

MOUNTS = Path("/proc/self/mountinfo")

# SQLite's own documentation: "WAL does not work over a network filesystem" (sqlite.org/wal.html, section 1).
NETWORK_FILE_SYSTEMS = frozenset(
    {
        "afs", "ceph", "cifs", "davfs", "fuse.blobfuse2", "fuse.gcsfuse", "fuse.glusterfs", "fuse.rclone",
        "fuse.s3fs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs",
    }
)  # fmt: skip

_OCTAL = re.compile(r"\\(\d{3})")


def on_network_drive(path: Path) -> bool:
    r"""Tell whether the path is a network share: ``\\server\share`` or a network mount of this machine.

    Where the machine does not list its mounts, only the path's own form is looked at.
    """
    if str(path).startswith(("\\\\", "//")):
        return True
    mounts = MOUNTS.read_text(encoding="utf-8") if MOUNTS.is_file() else ""
    return file_system_of(path.resolve().as_posix(), mounts) in NETWORK_FILE_SYSTEMS


def file_system_of(path: str, mounts: str) -> str:
    """Name the file system that holds an absolute path, by the deepest mount point; empty when none is listed.

    Source: the format of ``/proc/[pid]/mountinfo`` (proc(5)): field 5 is the mount point, the type follows " - ".
    """
    deepest, name = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point = PurePosixPath(_OCTAL.sub(lambda match: chr(int(match[1], 8)), before.split(" ")[4]))
        depth = len(point.parts)
        if depth >= deepest and PurePosixPath(path).is_relative_to(point):
            deepest, name = depth, after.split(" ")[0]
    return name
