#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Seconds from starting the packaged application, on an initialised data folder, to its first page: run.sh [RUNS]
set -eu
runs=${1:-5}
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
jar=$here/../../schakel-platform/target/schakel-platform.jar
java=${JAVA_HOME:?point JAVA_HOME at a JDK 25}/bin/java
[ -f "$jar" ] || { echo "Build first: ./schakel help" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SCHAKEL_DATABASE_FOLDER="$work/data" SCHAKEL_DEMO=false SERVER_PORT="${SERVER_PORT:-18081}"

first_page() {
  begun=$(date +%s.%N)
  "$java" -jar "$jar" start >"$work/log" 2>&1 &
  server=$!
  until curl -fs -o /dev/null "http://localhost:$SERVER_PORT/"; do
    kill -0 $server || { cat "$work/log" >&2; exit 1; }
    sleep 0.05
  done
  ended=$(date +%s.%N)
  kill $server
  wait $server 2>/dev/null || true
  echo "$begun $ended" | awk '{ printf "%.2f\n", $2 - $1 }'
}

bare() {
  begun=$(date +%s.%N)
  "$java" -version 2>/dev/null
  date +%s.%N | awk -v b="$begun" '{ printf "%.2f\n", $1 - b }'
}

echo "first start, database made anew: $(first_page) s"
: >"$work/app"; : >"$work/bare"
for run in $(seq "$runs"); do first_page >>"$work/app"; bare >>"$work/bare"; done
for what in app bare; do
  sort -n "$work/$what" | awk -v what="$what" '{ t[NR] = $1 } END {
    printf "%s: min %.2f, median %.2f, max %.2f s\n", what == "app" ? "first page" : "baseline, a Java process that prints its version", t[1], t[int((NR + 1) / 2)], t[NR] }'
done
