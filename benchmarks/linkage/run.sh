#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Measures the linkage on invented reports and prints for each gate whether it is reached.
#   run.sh              a million reports, string comparisons beside DuckDB, the store of a million
#   run.sh large        ten million as well (25 minutes on two quiet cores, 4 GB of heap, 3 GB of disk)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
classes="$root/schakel-linkage/target/classes"
[ -d "$classes/nl" ] || (cd "$root" && mvn -q -pl schakel-linkage -Dspotless.check.skip compile)
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
javac="${JAVA_HOME:+$JAVA_HOME/bin/}javac"
case $("$javac" -version 2>&1) in
  "javac 25"*) ;;
  *)
    echo "this needs a JDK 25; point JAVA_HOME at it" >&2
    exit 2
    ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Processor seconds of all children that ended, this shell's own not included.
cpu() {
  awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($14 + $15) / tick }' "/proc/$$/stat"
}

# gate WHAT VALUE MOST UNIT
gate() {
  awk -v what="$1" -v value="$2" -v most="$3" -v unit="$4" 'BEGIN {
    printf "%-4s %s: %.4g %s, gate %s\n", (value <= most ? "pass" : "MISS"), what, value, unit, most }'
}

generate() {
  "$java" -cp "$classes" nl.schakel.linkage.invented.GenerateCommand "$@"
}

# Links FILE into FOLDER with a heap of HEAP; leaves the seconds in $seconds and the peak in $peak (GB).
link() {
  before=$(cpu)
  "$java" -XX:+UseSerialGC -Xmx"$3" -cp "$classes" nl.schakel.linkage.command.LinkCommand \
    --input "$1" --output "$2" --quiet &
  linking=$!
  peak=0
  while now=$(awk '/^VmHWM/ { print $2 / 1e6; found = 1 } END { exit !found }' "/proc/$linking/status" 2>/dev/null); do
    peak=$now
    sleep 0.3
  done
  wait "$linking"
  seconds=$(awk -v a="$before" -v b="$(cpu)" 'BEGIN { print b - a }')
}

# Reports that are new and some that were there, to ask the store.
questions() {
  generate "$work/new.csv" 10000 77 0.05 0.1
  awk -v every="$2" 'NR > 1 && NR % every == 0' "$1" >>"$work/new.csv"
}

echo "load at the start: $(cut -d' ' -f1-3 /proc/loadavg)"
"$javac" -d "$work" -cp "$classes" "$here/LinkageBenchmark.java"

echo "a million reports end to end: read, find settings, learn, weigh, persons, report"
generate "$work/million.csv" 1000000 3 0.05 0.1
link "$work/million.csv" "$work/out" "${HEAP:-1100m}"
million=$seconds
gate "a million reports end to end" "$seconds" 48 "CPU s"
gate "peak of the process" "$peak" 1.5 GB

echo "Jaro-Winkler on both names of all pairs with one birth date among a million reports"
# The driver of DuckDB is only needed here; it may lie in the local Maven repository, or is left out.
(cd "$root" && mvn -q -B dependency:copy -Dartifact=org.duckdb:duckdb_jdbc:1.5.6.0 -DoutputDirectory="$work" >/dev/null 2>&1) || true
driver=$(ls "$work"/duckdb_jdbc-*.jar 2>/dev/null || true)
generate "$work/names.csv" 1000000 7 0.05 0.23
"$java" -Xmx2g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "$work:$classes:$driver" \
  nl.schakel.linkage.LinkageBenchmark names "$work/names.csv" ${driver:+duckdb}

echo "Dice's coefficient of all pairs of encodings"
generate "$work/encoded.csv" 32000 9 0.05 0.1
"$java" -Xmx2g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "$work:$classes:$driver" \
  nl.schakel.linkage.LinkageBenchmark dice "$work/encoded.csv" ${driver:+duckdb}

echo "single reports against a million"
questions "$work/million.csv" 100
"$java" -Xmx2g -XX:+UseSerialGC -cp "$work:$classes" \
  nl.schakel.linkage.LinkageBenchmark index "$work/million.csv" "$work/out/model.json" "$work/new.csv"

if [ "${1:-}" = large ]; then
  rm -rf "$work/million.csv" "$work/names.csv" "$work/out"
  echo "ten million reports end to end, heap of 4 GB"
  generate "$work/ten.csv" 10000000 4 0.05 0.1
  link "$work/ten.csv" "$work/out" 4g
  echo "$seconds CPU s, peak of the process $peak GB"
  gate "ten million as a multiple of a million" "$(awk -v a="$seconds" -v b="$million" 'BEGIN { print a / b }')" 14 times
  echo "single reports against ten million"
  questions "$work/ten.csv" 1000
  "$java" -Xmx4g -XX:+UseSerialGC -cp "$work:$classes" \
    nl.schakel.linkage.LinkageBenchmark index "$work/ten.csv" "$work/out/model.json" "$work/new.csv"
fi
echo "load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
