#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Builds the library if needed and runs the benchmark; "large" adds the long tasks.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
classes="$root/schakel-estimate/target/classes"
[ -d "$classes/nl" ] || (cd "$root" && mvn -q -pl schakel-estimate compile)
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
javac="${JAVA_HOME:+$JAVA_HOME/bin/}javac"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$javac" -d "$out" -cp "$classes" "$here/EstimateBenchmark.java"
data="$root/schakel-estimate/src/test/resources/nl/schakel/estimate/mse"
if command -v Rscript >/dev/null 2>&1; then
  echo "R on this machine:"
  Rscript "$here/reference.R" "$data" || echo "R packages missing; ratios use the recorded CPU seconds"
fi
"$java" -Xmx2g -cp "$out:$classes" nl.schakel.estimate.EstimateBenchmark "$data" "${1:-}" "${2:-}"
