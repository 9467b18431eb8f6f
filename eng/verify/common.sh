# Sourced by the scripts of this folder: makes a clean checkout, goes there, and offers the functions that check figures against bars.
# A script that sources this sets "packages" to what it needs from the distribution beyond the SDK.
set -uo pipefail
repository=$(cd "$(dirname "$0")/../.." && pwd)
full=false
[ "${1:-}" = "--full" ] && full=true
export ORT_DISABLE_TELEMETRY=1
export HYBRID_DATA="${HYBRID_DATA:-$repository/../shared/data}"
unset OPENAI_API_KEY

missing=$(for package in $packages; do dpkg -s "$package" > /dev/null 2>&1 || echo "$package"; done)
if [ -n "$missing" ]; then
  apt-get update -qq && apt-get install -y -qq $missing > /dev/null
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone --quiet "$repository" "$work/checkout" && cd "$work/checkout" || exit 1
echo "checkout of $(git rev-parse --short HEAD), .NET SDK $(dotnet --version), $(nproc) processors"

failures=0
checks=0
# check NAME FIGURE BAR CONDITION...: prints the figure beside its bar; the condition is a command.
check() {
  local name=$1 figure=$2 bar=$3
  shift 3
  checks=$((checks + 1))
  if "$@" > /dev/null 2>&1; then local verdict=ok; else local verdict=FAILED; failures=$((failures + 1)); fi
  printf '%-66s %-30s bar: %-28s %s\n' "$name" "$figure" "$bar" "$verdict"
}
number() { awk "BEGIN { exit !($1) }"; }

# run_tests: the tests of the whole solution.
run_tests() {
  dotnet test > "$work/test.log" 2>&1
  local status=$?
  count() { sed -nE "s/^ *$1: *([0-9]+).*/\1/p" "$work/test.log" | tail -n 1; }
  grep -A 12 '^failed ' "$work/test.log"
  check "dotnet test" "$(count succeeded) passed, $(count failed) failed" "0 failed, exit 0" test "$status" -eq 0
  check "tests skipped" "$(count skipped)" "0 where the shared data is" test "$(count skipped)" -eq 0 -o ! -d "$HYBRID_DATA"
}

# build PROJECT...: the projects of tests whose promises follow.
build() {
  local project
  for project in "$@"; do
    dotnet build -v q "tests/$project" > "$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
  done
}

# promise NAME PROJECT FILTER: one promise that has tests of its own. A filter that matches nothing fails too, and so does a skipped test.
promise() {
  local name=$1 project=$2 filter=$3
  dotnet test --no-build --project "tests/$project" -- --filter-method "$filter" > "$work/promise.log" 2>&1
  local status=$? passed skipped
  passed=$(sed -nE 's/^ *succeeded: *([0-9]+).*/\1/p' "$work/promise.log" | tail -n 1)
  skipped=$(sed -nE 's/^ *skipped: *([0-9]+).*/\1/p' "$work/promise.log" | tail -n 1)
  [ "$status" -eq 0 ] || grep -A 12 '^failed ' "$work/promise.log"
  check "$name" "${passed:-0} passed, ${skipped:-0} skipped, exit $status" "at least 1, none, exit 0" \
    test "$status" -eq 0 -a "${passed:-0}" -ge 1 -a "${skipped:-0}" -eq 0
}

# finish: the last line and the exit status.
finish() {
  echo "$failures of $checks checks failed"
  [ "$failures" -eq 0 ]
}
