#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Asks the sharing rules many questions on one thread, beside a hash map that holds the answers already.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
platform=$root/schakel-platform
[ -d "$platform/target/test-classes/nl" ] || (cd "$root" && mvn -q -pl schakel-platform -am -Dquick -Dspotless.check.skip test-compile)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unzip -q -o "$platform/target/schakel-platform.jar" 'BOOT-INF/lib/*' -d "$work" 2>/dev/null ||
  (cd "$root" && mvn -q -B -pl schakel-platform dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$work/BOOT-INF/lib" >/dev/null)
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
cat /proc/loadavg 2>/dev/null || true
(cd "$platform" && "$java" -XX:+UseSerialGC -cp "target/classes:target/test-classes:$work/BOOT-INF/lib/*" nl.schakel.platform.sharing.SharingBenchmark)
