#!/usr/bin/env bash
# Re-runs the checks of the device from a clean checkout and prints each figure beside its bar. Exits with 0 only when all hold.
# With --full it also runs the routing benchmark again instead of reading the committed result.
packages="clang zlib1g-dev jq redis-server dbus-daemon"
. "$(dirname "$0")/common.sh"

# 1. The tests.
run_tests
promise "readings of the machine, each with its source" HybridInference.Tests "*Tests.Devices.*"
promise "what a model needs, from its graph" HybridInference.OnnxRuntime.Tests "*ModelRequirementsTests*"
promise "a request that cannot fit is denied, with the numbers" HybridInference.Tests "*Capability_NoRoomInMemory*"
promise "states: missing, truncated, deleted while running" HybridInference.OnnxRuntime.Tests "*ReadinessTests*"
promise "states: out of memory in a child process" HybridInference.Tool.Tests "*Probe_OutOfMemory*"
promise "unloaded when idle, never under a request" HybridInference.LocalModels.Tests "*RequestTrackerTests*"
promise "warm-up, calibration file and what invalidates it" HybridInference.OnnxRuntime.Tests "*WarmUpTests*"
promise "estimates by size" HybridInference.LocalModels.Tests "*SizedEstimateTests*"
promise "latency, battery and load, quality floor" HybridInference.Tests "*DevicePolicyTests*"
promise "health: degraded while one target is alive" HybridInference.HealthChecks.Tests "*HybridHealthCheckTests*"
promise "hybrid probe" HybridInference.Tool.Tests "*ProbeCommandTests*"
promise "hybrid bench" HybridInference.Tool.Tests "*BenchCommandTests*"

# 2. The tool, as a new user runs it.
probe() { dotnet run --no-build --project src/HybridInference.Tool -- probe "$@"; }
probe --json src/HybridInference.DemoModel/model > "$work/probe.json"
check "hybrid probe of the demo model" "exit $?" "exit 0" jq -e '.isUsable and .models[0].state == "ready"' "$work/probe.json"
# The least of a few, as the first one after a build finds the machine busy.
elapsed=$(for _ in 1 2 3; do probe --json | jq -r .device.elapsed; done | awk -F: '{ print ($1 * 3600 + $2 * 60 + $3) * 1000 }' | sort -n | head -n 1)
check "the probe of the machine" "$elapsed ms" "at most 300 ms" number "$elapsed <= 300"
probe "$work/none" > /dev/null
check "hybrid probe of a folder that is not there" "exit $?" "exit 1" test "$(probe "$work/none" > /dev/null; echo $?)" -eq 1
dotnet run --no-build --project src/HybridInference.Tool -- bench --model src/HybridInference.DemoModel/model

# 3. Prediction of 200 requests of mixed length for each model.
dotnet run -c Release --project benchmarks/HybridInference.Benchmarks -- predictions 200 2> /dev/null | tee "$work/predictions.log"
check "models whose times were predicted" "$(grep -c 'requests, error' "$work/predictions.log")" "3 where the shared data is" \
  test "$(grep -c 'requests, error' "$work/predictions.log")" -eq 3 -o ! -d "$HYBRID_DATA"
while read -r model first total; do
  check "$model, median error of time to first token" "$first %" "less than 25 %" number "$first < 25"
  check "$model, median error of total time" "$total %" "less than 25 %" number "$total < 25"
done < <(sed -nE 's/^([^:]+): .*first token: median ([0-9.]+) ?%.*total time: median ([0-9.]+) ?%.*/\1 \2 \3/p' "$work/predictions.log")

# 4. The routing overhead with all default policies.
results=$(ls benchmarks/results/*/routing-overhead.md | tail -n 1)
if $full; then
  dotnet run -c Release --project benchmarks/HybridInference.Benchmarks -- --filter '*RoutingOverhead*' --artifacts "$work/bdn" > "$work/bdn.log" 2>&1
  results=$(ls "$work"/bdn/results/*RoutingOverhead*github.md)
fi
# mean METHOD: the mean of a benchmark in nanoseconds.
mean() { awk -F'|' -v method="$1" '{ gsub(/[*,]/, ""); split($3, part, " ") } $2 ~ "^ " method " *$" { print part[1] * (part[2] == "ns" ? 1 : 1000); exit }' "$results"; }
overhead=$(awk "BEGIN { print $(mean HybridChatClient) - $(mean Direct) }")
check "routing overhead, all default policies" "$overhead ns" "at most 2,000 ns" number "$overhead <= 2000"

finish
