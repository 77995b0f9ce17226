# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# What the other scripts share. Source it.

# Says what is done, apart from the output of the tools that do it.
say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

# Ends the script with what went wrong and what to do about it.
die() {
	printf '\033[1;31merror:\033[0m %s\n' "$*" >&2
	exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }
