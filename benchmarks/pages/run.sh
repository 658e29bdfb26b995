#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Worklist, search and figures as ordinary users on a filled register: run.sh [ROWS]
set -eu
rows=${1:-1000000}
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
jar=$here/../../schakel-platform/target/schakel-platform.jar
java=${JAVA_HOME:?point JAVA_HOME at a JDK 25}/bin/java
[ -f "$jar" ] || { echo "Build first: ./schakel help" >&2; exit 1; }
work=$(mktemp -d)
unzip -p "$jar" 'BOOT-INF/lib/postgresql-*.jar' >"$work/postgresql.jar"
# The agent of the demonstration is with the police, who report as a duty by policy.
"$java" "$here/../import/GenerateReports.java" "$rows" | sed "s/,public-task,/,police-policy-duty,/" >"$work/reports.csv"

export SCHAKEL_DATABASE_FOLDER="$work/data" SCHAKEL_DEMO=true SERVER_PORT="${SERVER_PORT:-18082}"
"$java" -Xmx512m -jar "$jar" start >"$work/start.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT
until grep -q 'Stop with' "$work/start.log"; do
  kill -0 $server || { cat "$work/start.log" >&2; exit 1; }
  sleep 1
done
# One row in a hundred is refused, and the command says so by its exit code.
"$java" -Xmx512m -jar "$jar" import "$work/reports.csv" --as "Politie Rotterdam" --language en || true
"$java" -cp "$work/postgresql.jar" "$here/Pages.java" "$work/data" "$SERVER_PORT"
