# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A pasted terminal session in, for each appliance in it the evidence that its commands give.

A session has no marks: where a command's output ends is told by the next prompt. So it proves less than a capture, and
what can't be told from it stays unknown.
"""
