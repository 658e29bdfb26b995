#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Asks the sharing rules many questions on one thread, beside a hash map that holds the answers already.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# In one go with the compilation, so that the libraries of this house are found without having been installed.
(cd "$root" && mvn -q -B -pl schakel-platform -am -Dquick -Dspotless.check.skip test-compile \
  dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test)
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
cat /proc/loadavg 2>/dev/null || true
cd "$root/schakel-platform"
"$java" -XX:+UseSerialGC -cp "target/classes:target/test-classes:$(cat "$work/classpath")" nl.schakel.platform.sharing.SharingBenchmark
