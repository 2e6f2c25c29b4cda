"""What runs at the server, in the POSIX shell that every server has.

A release is whole before `current` leads to it, and `current` is replaced by a rename, which is atomic.
"""

MARK = ".cluster-releases"
"""The file by which a folder is known as one of releases; in any other nothing is written or deleted."""

BUSY, LOST_LOCK = 9, 8
"""The exit codes of `take` if somebody else is publishing, and of `hold` if they have taken the lock over."""

SILENCE = 5
"""The minutes after which a lock counts as forgotten: its run touches it every 20 seconds. A run that is
killed frees it at once; this is for a server that was restarted, or a connection that went dead."""

FUNCTIONS = """
LC_ALL=C; export LC_ALL; umask 022
unlock() { if [ -e "$folder/lock/$token" ]; then rm -rf "$folder/lock"; fi; }
trap unlock EXIT
trap 'exit 1' HUP INT PIPE TERM  # PIPE: nobody reads any more what the shell says
call() { "$@" </dev/null 2>&1; printf '\\n%s %s\\n' "$token" $?; }
look() {
    command -v rsync >/dev/null || { echo no-rsync; return; }
    [ -e "$folder" ] || { echo missing; return; }
    [ -d "$folder" ] || { echo file; return; }
    found=$(ls -A "$folder") || { echo "$found"; return 1; }
    [ -n "$found" ] || { echo empty; return; }
    [ -f "$folder/$mark" ] || { echo foreign; return; }
    if [ -e "$folder/current" ] && [ ! -L "$folder/current" ]; then echo no-link; return; fi
    echo releases
    if [ -L "$folder/current" ]; then readlink "$folder/current"; else echo; fi
    ls "$folder/releases" 2>/dev/null || :
}
make() {
    mkdir -p "$folder" && { [ -f "$folder/$mark" ] || : >"$folder/$mark"; } && mkdir -p "$folder/releases"
}
take() {
    if ! mkdir "$folder/lock" 2>/dev/null; then
        if [ -n "$(find "$folder/lock" -prune -mmin +$silence 2>/dev/null)" ]; then
            mv "$folder/lock" "$folder/lock.$token" && rm -rf "$folder/lock.$token"
        fi
        tries=0
        until said=$(mkdir "$folder/lock" 2>&1); do
            if [ -d "$folder/lock" ]; then cat "$folder"/lock/* 2>/dev/null; return $busy; fi
            tries=$((tries + 1))  # it may have been freed since; else it cannot be made
            [ $tries -lt 9 ] || { echo "$said"; return 1; }
        done
    fi
    echo "$1" >"$folder/lock/$token" || { rm -rf "$folder/lock"; return 1; }
    rm -rf "$folder"/lock.*
}
hold() { [ -e "$folder/lock/$token" ] || return $lost_lock; touch "$folder/lock"; }
show() {
    hold || return
    sync -f "$folder" 2>/dev/null || sync  # a power cut must not leave the release incomplete
    rm -f "$folder/current.new"
    ln -s "releases/$1" "$folder/current.new" || return
    # -T of Linux and -h of BSD: replace the link, and do not move into the folder to which it leads
    mv -Tf "$folder/current.new" "$folder/current" 2>/dev/null ||
        mv -hf "$folder/current.new" "$folder/current" 2>/dev/null ||
        mv -Tf "$folder/current.new" "$folder/current"
}
remove() {
    failed=0
    for each; do rm -rf "$folder/releases/$each" || failed=1; hold || return; done
    return $failed
}
space() { df -Pk "$folder" | awk 'NR == 2 { print $4 }'; }
"""
