# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# First process in a new appliance's namespaces: mounts its small root, goes into it, becomes process 1.
# Arguments: the prepared tree, the appliance's name, what /bin/sh is to be (bash or dash), the shared sudo copy,
# the folder for what it logs.
set -eu
root=$1 name=$2 shell=$3 sudo=$4 out=$5
PATH=/usr/sbin:/usr/bin:/sbin:/bin
hostname "$name"
mount --bind "$root" "$root"
cd "$root"
mount --rbind /usr usr
mount -o remount,bind,ro usr 2>/dev/null || true # refused in a user namespace, where it is not writable anyway
mount --bind .usr-local usr/local
for device in null zero full random urandom tty; do
    mount --bind "/dev/$device" "dev/$device"
done
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
mount -t tmpfs -o mode=1777 tmpfs dev/shm
mount -t proc proc proc
# The kernel is the machine's; each boot of the appliance has an id of its own all the same (supervisor.py writes it).
cat proc/sys/kernel/random/uuid >.lab/boot_id
mount --bind .lab/boot_id proc/sys/kernel/random/boot_id
[ "$shell" = dash ] || mount --bind usr/bin/bash usr/bin/dash
# sudo refuses to work for an owner other than 0, which the system's file has in a user namespace.
mount --bind "$sudo/sudo" usr/bin/sudo
mount --bind "$sudo/libexec" usr/libexec/sudo
mount --bind "$out" .lab/out
echo ENTERED
pivot_root . .old
cd /
umount -l /.old
rmdir /.old
exec /usr/bin/env -i PATH=$PATH HOME=/root LANG=C.UTF-8 /usr/bin/python3 -ESs /.lab/programs/supervisor.py
