#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Asks the explorer fifty questions about a frozen set of a million records, beside a plain count of the same records.
# With JFR=file it records where the time goes; RECORDS=n takes another number of records.
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
"$java" -Xmx3g -XX:+UseSerialGC -Drecords="${RECORDS:-1000000}" -Dlogging.level.root=warn \
  ${JFR:+-XX:StartFlightRecording=filename=$JFR,settings=profile} -Dtest.folder=explorer-benchmark \
  -cp "target/classes:target/test-classes:$(cat "$work/classpath")" nl.schakel.platform.monitor.release.ExplorerBenchmark
