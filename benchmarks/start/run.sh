#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Seconds from starting the packaged application, on an initialised data folder, to its first page: run.sh [RUNS]
set -eu
runs=${1:-5}
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
schakel=$here/../../schakel
java=${JAVA_HOME:?point JAVA_HOME at a JDK 25}/bin/java
port=${SERVER_PORT:-18081}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$schakel" verify-log --empty --data "$work/data" >/dev/null # builds, if that was not done

# Waits for the line that says so: asking again and again would take processor time from what is measured.
first_page() {
  rm -f "$work/log"
  mkfifo "$work/log"
  begun=$(date +%s.%N)
  "$schakel" start --empty --data "$work/data" --port "$port" >"$work/log" 2>&1 &
  server=$!
  exec 3<"$work/log"
  grep -q -m 1 ready <&3 || { echo "Schakel did not start; see ./schakel start --empty --data DIR" >&2; exit 1; }
  curl -fs -o /dev/null "http://localhost:$port/"
  ended=$(date +%s.%N)
  cat <&3 >/dev/null &
  awk -v tick="$(getconf CLK_TCK)" '{ printf "%.2f\n", ($14 + $15) / tick }' /proc/$server/stat >>"$work/cpu"
  kill $server
  wait $server 2>/dev/null || true
  exec 3<&-
  echo "$begun $ended" | awk '{ printf "%.2f\n", $2 - $1 }'
}

bare() {
  begun=$(date +%s.%N)
  "$java" -version 2>/dev/null
  date +%s.%N | awk -v b="$begun" '{ printf "%.2f\n", $1 - b }'
}

: >"$work/app"; : >"$work/bare"
for run in $(seq "$runs"); do first_page >>"$work/app"; bare >>"$work/bare"; done
for what in app cpu bare; do
  sort -n "$work/$what" | awk -v what="$what" '{ t[NR] = $1 } END {
    name["app"] = "first page"; name["cpu"] = "of which processor time of Java"
    name["bare"] = "baseline, a Java process that prints its version"
    printf "%s: min %.2f, median %.2f, max %.2f s\n", name[what], t[1], t[int((NR + 1) / 2)], t[NR] }'
done
