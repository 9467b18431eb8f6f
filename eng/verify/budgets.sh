#!/usr/bin/env bash
# Re-runs the checks of budgets from a clean checkout and prints each figure beside its bar.
# Exits with 0 only when all hold. With --full it also runs the benchmarks again instead of reading the committed results.
packages="redis-server jq"
. "$(dirname "$0")/common.sh"

# 1. The tests, by promise.
build HybridInference.Tests HybridInference.Sqlite.Tests HybridInference.Redis.Tests HybridInference.Tool.Tests
promise "1,000 requests for 100, in memory" HybridInference.Tests "*AThousandAtOnceForAHundred*"
promise "1,000 requests for 100, SQLite" HybridInference.Sqlite.Tests "*AThousandAtOnceForAHundred*"
promise "1,000 requests for 100, Redis" HybridInference.Redis.Tests "*AThousandAtOnceForAHundred*"
promise "1,000 requests of 4 processes for 100, SQLite" HybridInference.Sqlite.Tests "*SendExactlyAHundred*"
promise "1,000 requests of 4 processes for 100, Redis" HybridInference.Redis.Tests "*SendExactlyAHundred*"
promise "random histories keep the invariants, in memory" HybridInference.Tests "*AnyInterleaving_KeepsTheInvariants*"
promise "random histories keep the invariants, SQLite" HybridInference.Sqlite.Tests "*AnyInterleaving_KeepsTheInvariants*"
promise "random histories keep the invariants, Redis" HybridInference.Redis.Tests "*AnyInterleaving_KeepsTheInvariants*"
promise "Redis is killed mid-run" HybridInference.Redis.Tests "*RedisOutageTests*"
promise "1,000 requests for 100 through the hybrid client" HybridInference.Tests "*HybridBudgetTests.Requests_RaceForAHundred*"
promise "the rest of budgets: prices, windows, attempts, leases, policy" HybridInference.Tests "HybridInference.Tests.Budgets.*"
promise "the rest of SQLite" HybridInference.Sqlite.Tests "*"
promise "the rest of Redis" HybridInference.Redis.Tests "*"
promise "hybrid report" HybridInference.Tool.Tests "*ReportCommandTests*"

# 2. Kills.
eng/budget-crash-test.sh 20 > "$work/crash.log" 2>&1
crash_status=$?
# figure STORE NAME: a number of the store's line.
figure() { sed -nE "s/^$1:.* $2 ([0-9]+).*/\1/p" "$work/crash.log"; }
for store in sqlite redis; do
  check "kill -9 x $(sed -nE "s/^$store: kills ([0-9]+).*/\1/p" "$work/crash.log"), $store: settled records, missing" \
    "$(figure $store settled), $(figure $store missing)" "more than 0, 0" \
    test "$(figure $store settled)" -gt 0 -a "$(figure $store missing)" -eq 0
  check "after them, $store: spent, limit" "$(figure $store spent), $(figure $store limit)" "spent <= limit" \
    test "$(figure $store spent)" -le "$(figure $store limit)"
  check "after them, $store: sum of the ledger" "$(figure $store ledger)" "spent: $(figure $store spent)" \
    test "$(figure $store ledger)" -eq "$(figure $store spent)"
done
check "eng/budget-crash-test.sh" "exit $crash_status" "exit 0" test "$crash_status" -eq 0

# 3. Cost.
results=$(ls -d benchmarks/results/*/budgets.md | tail -n 1)
if $full; then
  results=$work/budgets.md
  dotnet run -c Release --project benchmarks/HybridInference.Benchmarks -- --filter '*InMemoryBudget*' --artifacts "$work/bdn" > "$work/bdn.log" 2>&1
  cat "$work"/bdn/results/*InMemoryBudget*github.md > "$results"
  dotnet run -c Release --project benchmarks/HybridInference.Benchmarks -- budgets 3000 | tee -a "$results"
fi
nanoseconds=$(grep -E '^\| ReserveAndSettle' "$results" | awk -F'|' '{ gsub(/[,*]/, "", $4); split($4, part, " "); if (part[1] > most) most = part[1] } END { print most }')
bytes=$(grep -E '^\| ReserveAndSettle' "$results" | awk -F'|' '{ gsub(/[ *]/, "", $(NF - 1)); print $(NF - 1) }' | sort -u | tr '\n' ' ')
check "in memory, reserve + settle, ns, the slower of 1 and 4 limits" "$nanoseconds" "at most 1000" number "${nanoseconds:-9999} <= 1000"
check "in memory, reserve + settle, bytes (- is 0)" "$bytes" "0" test "$bytes" = "- "
# times OPERATION: the median as a multiple of the plain operation's. percentiles OPERATION: p50 and p99.
times() { awk -v operation="$1" 'index($0, operation) == 1 { print $NF }' "$results"; }
percentiles() { awk -v operation="$1" 'index($0, operation) == 1 { print $(NF - 2) "/" $(NF - 1) " us" }' "$results"; }
for store in "SQLite INSERT" "Redis INCR"; do
  name=${store% *}
  both=$(awk "BEGIN { printf \"%.2f\", ($(times "$name reserve") + $(times "$name settle")) / 2 }")
  check "$store, p50/p99" "$(percentiles "$store")" "(baseline)" test -n "$(percentiles "$store")"
  check "$name reserve, p50/p99" "$(percentiles "$name reserve"), x $(times "$name reserve")" "(printed)" test -n "$(times "$name reserve")"
  check "$name settle, p50/p99" "$(percentiles "$name settle"), x $(times "$name settle")" "(printed)" test -n "$(times "$name settle")"
  check "$name reserve + settle, times two of the plain operation" "$both" "at most 2" number "$both <= 2"
done

finish
