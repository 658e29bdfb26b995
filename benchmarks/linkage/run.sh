#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Links a million invented reports end to end, times string comparisons against DuckDB and single records against the store.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
classes="$root/schakel-linkage/target/classes"
reports=${1:-1000000}
[ -d "$classes/nl" ] || (cd "$root" && mvn -q -pl schakel-linkage -Dspotless.check.skip compile)
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
javac="${JAVA_HOME:+$JAVA_HOME/bin/}javac"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$javac" -d "$work" -cp "$classes" "$here/LinkageBenchmark.java"
"$java" -cp "$classes" nl.schakel.linkage.invented.GenerateCommand "$work/reports.csv" "$reports" 3 0.05 0.1

echo "end to end: read, find settings, learn, weigh, persons, report"
"$java" -XX:+UseSerialGC -Xmx"${HEAP:-1100m}" -cp "$classes" nl.schakel.linkage.command.LinkCommand \
  --input "$work/reports.csv" --output "$work/out" --quiet &
linking=$!
while [ -r "/proc/$linking/status" ] && grep VmHWM "/proc/$linking/status" >"$work/now" 2>/dev/null; do
  cp "$work/now" "$work/peak"
  sleep 1
done
wait "$linking"
[ ! -f "$work/peak" ] || sed 's/VmHWM/peak memory/' "$work/peak"
times

# DuckDB is only needed here: its driver may lie in the local Maven repository, or is left out.
(cd "$root" && mvn -q -B dependency:copy -Dartifact=org.duckdb:duckdb_jdbc:1.5.6.0 -DoutputDirectory="$work" >/dev/null 2>&1) || true
driver=$(ls "$work"/duckdb_jdbc-*.jar 2>/dev/null || true)
"$java" -Xmx2g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "$work:$classes:$driver" \
  nl.schakel.linkage.LinkageBenchmark names "$work/reports.csv" ${driver:+duckdb}
"$java" -Xmx2g -XX:+UseSerialGC -cp "$work:$classes" nl.schakel.linkage.LinkageBenchmark index "$work/reports.csv" "$work/out/model.json"
