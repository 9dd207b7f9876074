#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Makes two packages in packaging/dist from what PyInstaller left there: welfare-desk (the program)
# and welfare-desk-server (the service over it).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

dist=packaging/dist
program=$dist/welfare-desk
[[ -x $program/welfare-desk ]] || { echo "Run PyInstaller first (packaging/RELEASING.md)." >&2; exit 1; }
version="$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' welfare_desk/__init__.py)"
architecture="$(dpkg --print-architecture)"
stage="$(mktemp -d)"
trap 'rm -rf "$stage"' EXIT

control() { # package, architecture, depends, description, long description
    mkdir -p "$stage/$1/DEBIAN"
    cat >"$stage/$1/DEBIAN/control" <<CONTROL
Package: $1
Version: $version
Architecture: $2
Maintainer: The Welfare Desk maintainers <maintainers@welfare-desk.example>
Section: misc
Priority: optional
Depends: $3
Description: $4
 $5
CONTROL
    install -Dm644 LICENSE "$stage/$1/usr/share/doc/$1/copyright"
}

# Qt and Python come inside; these are what the window and the printer need of the system.
desk=$stage/welfare-desk
control welfare-desk "$architecture" \
    "libc6, libegl1, libgl1, libfontconfig1, libdbus-1-3, libxkbcommon-x11-0, libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0, libcups2 | libcups2t64, libglib2.0-0 | libglib2.0-0t64" \
    "front-desk program for social services" \
    "Bookings, households and voucher cards, with or without a network."
mkdir -p "$desk/usr/lib" "$desk/usr/bin"
cp -a "$program" "$desk/usr/lib/welfare-desk"
ln -s ../lib/welfare-desk/welfare-desk "$desk/usr/bin/welfare-desk"
install -Dm644 packaging/deb/welfare-desk.desktop "$desk/usr/share/applications/welfare-desk.desktop"
install -Dm644 resources/icons/landmark.svg "$desk/usr/share/icons/hicolor/scalable/apps/welfare-desk.svg"

server=$stage/welfare-desk-server
control welfare-desk-server all "welfare-desk (>= $version), systemd | systemd-sysusers" \
    "central server of Welfare Desk" \
    "Takes what the counters did and hands out the rights that let them work offline."
install -Dm644 packaging/systemd/welfare-desk-server.service \
    "$server/lib/systemd/system/welfare-desk-server.service"
mkdir -p "$server/usr/lib/sysusers.d"
echo 'u welfare-desk - "Welfare Desk server" /var/lib/welfare-desk' >"$server/usr/lib/sysusers.d/welfare-desk.conf"
cat >"$server/DEBIAN/postinst" <<'SCRIPT'
#!/bin/sh
set -e
systemd-sysusers welfare-desk.conf
if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
SCRIPT
cat >"$server/DEBIAN/prerm" <<'SCRIPT'
#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then systemctl stop welfare-desk-server.service; fi
SCRIPT
chmod 755 "$server/DEBIAN/postinst" "$server/DEBIAN/prerm"

for package in welfare-desk welfare-desk-server; do
    dpkg-deb --root-owner-group --build "$stage/$package" "$dist"
done
