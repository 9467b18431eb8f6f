#!/usr/bin/env bash
# Re-runs the checks of the main job from a clean checkout and prints each figure beside its bar.
# Exits with 0 only when all hold. With --full it also runs the routing benchmark again instead of reading the committed result.
packages="clang zlib1g-dev jq redis-server dbus-daemon"
. "$(dirname "$0")/common.sh"

# 1. The two commands of the README.
run_tests
dotnet run --project samples/QuickStart > "$work/quickstart.log" 2>&1
check "dotnet run --project samples/QuickStart" "exit $?" "exit 0" grep -q "because pii_detected" "$work/quickstart.log"

# 2. The QuickStart as JSON.
json=$work/quickstart.jsonl
dotnet run --no-build --project samples/QuickStart -- --json > "$json"
query() { jq -rs "$1" "$json"; }
check "prompts" "$(query length)" "about 6" test "$(query length)" -ge 6
check "targets that occur" "$(query 'map(.target) | unique | join(" ")')" "local remote" test "$(query 'map(.target) | unique | join(" ")')" = "local remote"
check "the private prompt's target" "$(query 'map(select(.prompt | contains("@"))) | map(.target) | join(" ")')" "local" \
  test "$(query 'map(select(.prompt | contains("@"))) | map(.target) | unique | join(" ")')" = "local"
check "prompts without a reason" "$(query 'map(select(.reasons == [])) | length')" "0" test "$(query 'map(select(.reasons == [])) | length')" -eq 0
check "properties of each object" "$(query 'map(keys | length) | unique | join(" ")')" "8" \
  test "$(query 'map(keys) | unique | flatten | join(" ")')" = "inputTokens millisToFirstToken outputTokens prompt reasons target text tokensPerSecond"

# 3. Single promises that have tests of their own.
promise "private text never reaches the loopback server's socket" EndToEnd.Tests "*NeverReachesTheSocket*"
promise "verdicts combine in any order and grouping" HybridInference.Tests "*RoutingVerdictTests.Combine_*"
promise "greedy ids equal the golden ones of the GenAI layout" HybridInference.OnnxRuntime.Tests "*Golden*"
promise "ONNX Runtime's telemetry leaves no device id" EndToEnd.Tests "*OnnxRuntimeTelemetryTests*"
promise "published with NativeAOT, it works" EndToEnd.Tests "*AheadOfTimeTests*"
promise "after a failed load the remote side goes on working" EndToEnd.Tests "*BrokenLocalModelTests*"

# 4. The packages.
eng/try-packages.sh > "$work/packages.log" 2>&1
check "eng/try-packages.sh" "$(tail -n 1 "$work/packages.log" | cut -c1-30)" "exit 0, a streamed answer" test $? -eq 0 -a -n "$(grep 'small_prompt' "$work/packages.log")"

# 5. The demo model.
bytes=$(cat src/HybridInference.DemoModel/model/* | wc -c)
check "bytes of the demo model" "$bytes" "at most 4194304" test "$bytes" -le 4194304

# 6. Routing overhead.
results=$(ls -d benchmarks/results/*/routing-overhead.md | tail -n 1)
if $full; then
  dotnet run -c Release --project benchmarks/HybridInference.Benchmarks -- --filter '*RoutingOverhead*' --artifacts "$work/bdn" > "$work/bdn.log" 2>&1
  results=$(ls "$work"/bdn/results/*RoutingOverhead*github.md)
fi
# column METHOD INDEX: a number of BenchmarkDotNet's table without thousands separators and units.
column() { grep -E "^\| \**$1\** " "$results" | awk -F'|' -v column="$2" '{ gsub(/[,*]/, "", $column); split($column, part, " "); print part[1] }'; }
allocated=$(($(awk -F'|' '/Allocated/ { for (i = 1; i <= NF; i++) if ($i ~ /^ *Allocated *$/) print i }' "$results" | head -n 1)))
time_over=$(awk "BEGIN { printf \"%.0f\", $(column HybridChatClientNoScan 3) - $(column Direct 3) }")
bytes_over=$(awk "BEGIN { printf \"%.0f\", $(column HybridChatClientNoScan $allocated) - $(column Direct $allocated) }")
check "routing overhead above the direct call, ns" "$time_over" "at most 2000" number "$time_over <= 2000"
check "routing overhead above the direct call, bytes" "$bytes_over" "at most 1024" number "$bytes_over <= 1024"

finish
