#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Builds the library if needed and runs the benchmark with a heap of one gigabyte.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
classes="$root/schakel-disclosure/target/classes"
[ -d "$classes/nl" ] || (cd "$root" && mvn -q -pl schakel-disclosure compile)
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
javac="${JAVA_HOME:+$JAVA_HOME/bin/}javac"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$javac" -d "$out" -cp "$classes" "$here/DisclosureBenchmark.java"
"$java" -Xmx1g -cp "$out:$classes" nl.schakel.disclosure.DisclosureBenchmark
