#!/usr/bin/env bash
# Re-runs the checks of the neighbours from a clean checkout and prints each figure beside its bar: ONNX Runtime GenAI, Ollama and other local servers,
# Semantic Kernel, agents, Microsoft's routing clients. Exits with 0 only when all hold. There are no long benchmarks here, so --full changes nothing.
packages=""
. "$(dirname "$0")/common.sh"

for project in HybridInference.Tests HybridInference.OpenAI.Tests HybridInference.Ollama.Tests HybridInference.OnnxRuntime.Tests \
  HybridInference.OnnxRuntimeGenAI.Tests Conformance.Tests EndToEnd.Tests; do
  dotnet build -v q "tests/$project" > "$work/build.log" 2>&1
  check "build of $project" "exit $?, $(grep -c ': warning ' "$work/build.log") warnings" "exit 0, 0 warnings" \
    test "$(grep -cE ': (warning|error) |Build FAILED' "$work/build.log")" -eq 0
done

# 1. Microsoft.Extensions.AI's routing clients.
promise "policies choose for RoutingChatClient, meaning inside a target" EndToEnd.Tests "*SampleTests.MeaiRouting_*"
uses=$(grep -rnE '\b(RoutingChatClient|FailoverChatClient|SemanticRoutingChatClient|RoutingContext)\b' src --include='*.cs' | wc -l)
check "uses of those experimental types in src" "$uses" "0" test "$uses" -eq 0

# 2. A kernel and agents.
promise "Semantic Kernel: the sample, functions called" EndToEnd.Tests "*SampleTests.SemanticKernel_Run_*"
promise "Semantic Kernel: conformance" Conformance.Tests "Conformance.Tests.SemanticKernelTests.*"
promise "agents on the demo model and a server, tools called" Conformance.Tests "*NeighbourTests.Agent_*"
promise "agents: conformance" Conformance.Tests "Conformance.Tests.AgentTests.*"

# sample NAME LINES: runs a sample, which needs no key and ends by itself.
sample() {
  timeout 120 dotnet run --no-build --project "samples/$1" > "$work/sample.log" 2>&1
  local status=$?
  local lines
  lines=$(grep -c '^ran on' "$work/sample.log")
  check "samples/$1" "exit $status, $lines requests told" "exit 0, $2 requests told" test "$status" -eq 0 -a "$lines" -eq "$2"
}
sample MeaiRouting 6
sample SemanticKernel 4

# 3. Ollama.
promise "what Ollama tells: capabilities, context, readiness" HybridInference.Ollama.Tests "*OllamaTargetStateTests*"
promise "failures of Ollama, its cloud, busy and slow, both paths" HybridInference.Ollama.Tests "*OllamaChatClientTests*"
promise "settings of Ollama, every spelling of another machine" HybridInference.Ollama.Tests "*OllamaChatClientOptionsTests*"
promise "OllamaSharp's own client: conformance" Conformance.Tests "Conformance.Tests.OllamaTests.*"

# 4. Local servers of OpenAI's protocol.
promise "what counts as this machine, 3,000 spellings" HybridInference.Tests "*LoopbackHttpHandlerTests*"
promise "who may be local, and proxies of the environment" HybridInference.Tests "*LocalEndpointTests*"
promise "nothing goes to a proxy of the environment" EndToEnd.Tests "*SampleTests.SemanticKernel_RunWithAProxy*"
promise "local servers through the privacy policy, both paths" Conformance.Tests "Conformance.Tests.LocalServerTests.*"
promise "the HTTP handler by endpoint" HybridInference.OpenAI.Tests "*RemoteHttpHandler_*"

# 5. The page.
promise "each snippet of docs/interop.md is compiled" HybridInference.Tests "*InteropPageTests*"
promise "and the registrations of the page work" Conformance.Tests "*NeighbourTests.*"

# 6. A response that a target gives out twice.
promise "no two requests share a decision" HybridInference.Tests "*Responses_TargetGivesOneOutEachTime_*"

# 7. ONNX Runtime GenAI: one suite for every local client, and the adapter itself where its package is served.
promise "one suite of local clients: the local engine, demo model" HybridInference.OnnxRuntime.Tests "*DemoModelContractTests.*"
if [ -d "$HYBRID_DATA" ]; then
  promise "the same: the local engine, an int4 model" HybridInference.OnnxRuntime.Tests "*Int4ModelContractTests.*"
fi
promise "the same: the adapter over a scripted generator" HybridInference.OnnxRuntimeGenAI.Tests "*ScriptedContractTests.*"
# adapter NAME CLASS: a promise of the adapter over the scripted generator.
adapter() { promise "the adapter: $1" HybridInference.OnnxRuntimeGenAI.Tests "HybridInference.OnnxRuntimeGenAI.Tests.$2.*"; }
adapter "prefill in chunks, off the caller's thread, cancelled inside" PrefillTests
adapter "reuse across turns by rewinding" ReuseTests
adapter "damaged folders never reach the native library" FolderTests
adapter "native objects freed once, never under a call" LifetimeTests
adapter "options honoured or refused" OptionTests
adapter "tools verbatim, calls read" ToolTests
real=(tests/HybridInference.OnnxRuntimeGenAI.Tests -p:EnableOnnxRuntimeGenAI=true "-p:ArtifactsPath=$PWD/artifacts/genai")
if timeout 120 dotnet restore "${real[@]}" -v quiet > "$work/restore.log" 2>&1; then
  dotnet build -v q --no-restore "${real[@]}" > "$work/build.log" 2>&1
  check "the adapter over the real package: build" "exit $?, $(grep -c ': warning ' "$work/build.log") warnings" "exit 0, 0 warnings" \
    test "$(grep -cE ': (warning|error) |Build FAILED' "$work/build.log")" -eq 0
  dotnet test --no-build --project "${real[@]}" > "$work/real.log" 2>&1
  status=$?
  check "the adapter over the real package: tests" "exit $status" "exit 0" test "$status" -eq 0
else
  echo "Microsoft.ML.OnnxRuntimeGenAI.Managed is not served here: the adapter over the real package is neither built nor tested."
fi

finish
