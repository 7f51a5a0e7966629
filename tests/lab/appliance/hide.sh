# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Takes one program away from this appliance: /usr/bin becomes a folder of links that lacks it.
set -eu
PATH=/.usr-bin:/usr/bin
if ! mountpoint -q /.usr-bin; then
    mkdir -p /.usr-bin
    mount --bind /usr/bin /.usr-bin
    mount -t tmpfs -o mode=755 tmpfs /usr/bin
    ln -s /.usr-bin/* /usr/bin/
fi
rm /usr/bin/"$1"
