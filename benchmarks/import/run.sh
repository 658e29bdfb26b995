#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Rows per second of ./schakel import against a bare COPY of the same rows on the same server: run.sh [ROWS]
set -eu
rows=${1:-1000000}
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH= cd -- "$here/../.." && pwd)
work=$(mktemp -d)
schakel=$root/schakel
java=${JAVA_HOME:?point JAVA_HOME at a JDK 25}/bin/java
"$schakel" verify-log --empty --data "$work/built" >/dev/null # builds, if that was not done

# DATA=DIR keeps the database in DIR.
"$java" "$here/GenerateReports.java" "$rows" >"$work/reports.csv"

export SCHAKEL_DATABASE_FOLDER="${DATA:-$work/data}" SCHAKEL_DEMO=false SERVER_PORT="${SERVER_PORT:-18080}"
JAVA_TOOL_OPTIONS=-Xmx512m "$schakel" start >"$work/start.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT
until curl -fs -o /dev/null "http://localhost:$SERVER_PORT/"; do
  kill -0 $server || { cat "$work/start.log" >&2; exit 1; }
  sleep 1
done

bare() { "$java" -cp "$(echo "$root"/schakel-platform/target/app/lib/postgresql-*.jar)" "$here/BareCopy.java" "$SCHAKEL_DATABASE_FOLDER" "$work/reports.csv"; }
before=$(bare)
begun=$(date +%s.%N)
JAVA_TOOL_OPTIONS="-Xmx512m ${IMPORT_OPTIONS:-}" "$schakel" import "$work/reports.csv" --as "${AS:-Centraal Orgaan opvang asielzoekers}" --language en |
  tee "$work/summary.txt"
ended=$(date +%s.%N)
after=$(bare)

printf '%s\n%s\n' "$before" "$after" | sort -n | awk -v rows="$rows" -v begun="$begun" -v ended="$ended" \
  -v taken="$(awk '/^Seconds/ {gsub(",", ""); print $2}' "$work/summary.txt")" \
  -v load="$(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || true)" '
  { t[NR] = $1 }
  END {
    median = (t[3] + t[4]) / 2
    printf "bare COPY, seconds: min %.2f, median %.2f, max %.2f (six runs, three before and three after)\n", t[1], median, t[6]
    printf "bare COPY, rows/s: %d\n", rows / median
    printf "import, rows/s: %d (taking in); %d (whole command, start and register included)\n", rows / taken, rows / (ended - begun)
    printf "ratio to bare COPY: 1/%.1f (taking in), 1/%.1f (whole command)\n", taken / median, (ended - begun) / median
    print "heap: at most 512 MB, or the import had ended with an error"
    printf "load of the machine at the end: %s on '"$(getconf _NPROCESSORS_ONLN)"' cores\n", load
  }'
