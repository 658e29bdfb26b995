#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Links the same invented reports on Spark in local mode and with the local engine; fails when a byte differs. [REPORTS] [WORKERS]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
reports=${1:-1000000}
workers=${2:-2}
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$root" && mvn -q -Dquick -pl schakel-linkage-spark -am compile \
  dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=provided)
linkage="$root/schakel-linkage/target/classes"
spark="$root/schakel-linkage-spark/target/classes:$linkage:$(cat "$work/classpath")"
"$java" -cp "$linkage" nl.schakel.linkage.invented.GenerateCommand "$work/reports.csv" "$reports" 3 0.05 0.1
"$java" -cp "$linkage" nl.schakel.linkage.command.LinkCommand --input "$work/reports.csv" --output "$work/trained" --quiet

timed() {
  name=$1
  shift
  "$java" -Xmx3g "$@" >"$work/said" 2>"$work/errors" &
  process=$!
  while [ -r "/proc/$process/stat" ] && cut -d' ' -f14,15 "/proc/$process/stat" >"$work/now" 2>/dev/null && [ -s "$work/now" ]; do
    cp "$work/now" "$work/ticks"
    sleep 0.2
  done
  wait "$process" || { tail -5 "$work/errors"; exit 1; }
  awk -v name="$name" -v hz="$(getconf CLK_TCK)" '{ printf "%s: %.1f s of processor\n", name, ($1 + $2) / hz }' "$work/ticks"
  sed 's/^/  /' "$work/said"
}

echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
timed "local engine, trained model" -XX:+UseSerialGC -cp "$linkage" nl.schakel.linkage.command.LinkCommand \
  --settings "$work/trained/model.json" --input "$work/reports.csv" --output "$work/local" --quiet
timed "Spark, local[$workers]" -cp "$spark" nl.schakel.linkage.spark.LinkJob --master "local[$workers]" \
  --model "$work/trained/model.json" --input "$work/reports.csv" --output "$work/spark"
cat "$work"/spark/part-* | cmp - "$work/local/pairs.csv"
echo "pairs.csv is equal, byte for byte"
echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
