"""What an editor is told of a build that failed."""

from __future__ import annotations

import errno

from cluster.problems import Invalid


def message_of(error: Invalid | OSError) -> str:
    """The message for the editor; empty for an Invalid without problems."""
    if isinstance(error, Invalid):
        return f"The site cannot be published:\n{error}" if error.problems else ""
    cure = _CURES.get(error.errno or 0, "")
    return f"{error.filename or 'The disk'}: {error.strerror or error}{cure}"


_CURES = {
    errno.ENOSPC: "; delete something else from the disk, which is full",
    errno.EDQUOT: "; delete something else, as your share of the disk is used up",
    errno.EACCES: "; you need the right to read and to write it",
    errno.EPERM: "; you need the right to read and to write it",
    errno.EROFS: "; copy the project to a folder that can be written",
}
"""What an editor can do about an error of the system."""
