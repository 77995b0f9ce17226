# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Functions shared by the other scripts. Source it.

# Says what is done, apart from the output of the tools that do it.
say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

# Ends the script with what went wrong and what to do about it.
die() {
	printf '\033[1;31merror:\033[0m %s\n' "$*" >&2
	exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif have sudo; then
		sudo "$@"
	else
		die "installing packages needs root: run 'apt-get install ${*: -1}' as root, then again"
	fi
}

install_packages() {
	have apt-get || die "this machine has no apt-get: install the equivalents of: $*"
	local missing=() package
	for package in "$@"; do
		dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
			missing+=("$package")
	done
	if [ ${#missing[@]} = 0 ]; then
		say "Debian packages: all there"
		return
	fi
	say "Debian packages: installing ${missing[*]}"
	as_root apt-get update -qq
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
		"${missing[@]}" >/dev/null
}
