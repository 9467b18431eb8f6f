#!/usr/bin/env bash
# Re-runs the checks of the local engine from a clean checkout and prints each figure beside its bar. Exits with 0 only when all hold.
# With --full it also tries 20,000 damaged files and runs the benchmarks again instead of reading the committed results.
packages=""
. "$(dirname "$0")/common.sh"

tests=HybridInference.OnnxRuntime.Tests
folders=HybridInference.LocalModels.Tests
build $tests $folders HybridInference.Tests

# 1. Folders, tokenizers, templates.
promise "folders of both layouts, and what is refused by name" $tests "*BadFolderTests*"
promise "texts encoded and decoded as the reference does" $folders "*GoldenVectorTests*"
promise "templates rendered as the reference does" $folders "*GoldenTemplateTests*"
promise "a line of 1 MiB takes time in proportion" $folders "*Encode_OneLetterRepeated*"
promise "greedy texts of the reference engine" $tests "*Response_Greedy_IsTheTextOfTheReferenceEngine*"
promise "a request at once with others answers as alone" $tests "*Requests_EightAtOnce*"

# 2. Options, tools, reasoning, log-probabilities, counting.
promise "every chat option is honoured or refused" $tests "*ChatOptionsTests*"
promise "calls of tools in every style, cut anywhere" $folders "*ToolCallTests*"
promise "tools from the request to the calls, both paths" $tests "*OnnxChatClientToolTests*"
promise "tools, calls and results in real templates" $folders "*ToolTemplateTests*"
promise "reasoning apart from the text" $folders "*ReasoningTests*"
promise "log-probabilities" $tests "*OnnxChatClientLogProbabilityTests*"
promise "control tokens in messages are text, all tokenizers" $folders "*ControlTokenTests*"
promise "token counts are those of the usage" $tests "*OnnxChatClientTokenCounterTests*"
promise "the capability policy counts where it can" HybridInference.Tests "*Routing.TokenCounterTests*"

# 3. Constrained decoding.
promise "any schema and any weights give valid JSON" $tests "*GrammarPropertyTests*"
promise "masks, patterns, ranges and schemas" $tests "HybridInference.OnnxRuntime.Tests.Grammar.*"
promise "typed answers through the client, both paths" $tests "*StructuredOutputTests*"

# 4. The graph, and how requests run through it.
promise "a rewritten graph computes the same" $tests "*GraphRewriterTests*"
promise "a kept optimised model computes the same, or is made anew" $tests "*OptimizedModel*"
promise "drafts and joint runs give the reference's tokens" $tests "*TokenDraftTests*"
promise "requests that run together" $tests "*JointDecodingTests*"

# 5. Life cycle, providers, damaged folders.
promise "cancel, dispose, use after dispose" $tests "*OnnxChatClientLifetimeTests*"
promise "execution providers fall back with one warning" $tests "*ExecutionProviderTests*"
promise "a graph that cannot run is found out while loading" $tests "*ModelCheckTests*"
files=500
if $full; then files=20000; fi
export HYBRID_FUZZ_FILES=$files
promise "$files damaged files answer or name the file" $tests "*DamagedFolderTests*"

# 6. Speed, both sides with threads that wait busily, or both without.
results=$(ls benchmarks/results/*/local-engine.md | tail -n 1)
samples=$(ls benchmarks/results/*/sampling.md | tail -n 1)
bench() { dotnet run -c Release --project benchmarks/HybridInference.Benchmarks -- "$@"; }
if $full; then
  results=$work/local-engine.md
  { bench engine 6 2 SmolLM; bench engine 0 2 Qwen; } > "$results" 2> /dev/null
  samples=$work/sampling.log
  bench sampling 300 "$HYBRID_DATA/tokenizers/qwen3" > "$samples" 2> /dev/null
fi
# ms PLACE WAY: the median of a way.
ms() { awk -F'|' -v place=" $1 " -v way=" $2 " '$2 == place && $3 == way { print $4 + 0; exit }' "$results"; }
# faster NAME PLACE WAY BAR: how many times as fast the engine is as a way.
faster() {
  local waiting figure
  for waiting in "" ", spinning"; do
    figure=$(awk "BEGIN { printf \"%.2f\", $(ms "$2" "$3$waiting") / $(ms "$2" "engine$waiting") }")
    check "$1$waiting" "$figure x" "at least $4 x" number "0$figure >= $4"
  done
}
# at_most NAME FIGURE BAR UNIT
at_most() { check "$1" "$2 $4" "at most $3 $4" test -n "$2" -a "$(awk "BEGIN { print ($2 + 0 <= $3) }")" = 1; }
faster "first token of 128, beside the published graph" "prefill 128" "IoBinding, as published" 2
faster "first token of 1,024, beside the published graph" "prefill 1024" "IoBinding, as published" 1.5
faster "decode at 256, beside IoBinding" "decode at 256" "IoBinding, as published" 1.4
faster "decode at 256, beside the naive loop" "decode at 256" "naive loop that copies" 3
at_most "managed work around a greedy token" "$(sed -nE 's/^managed work around the run: ([0-9.]+) us.*/\1/p' "$results" | head -n 1)" 5 us
promise "and nothing allocated for it" $tests "*Generate_EachToken_AllocatesNothing*"
at_most "text streamed by a client, updates of Microsoft.Extensions.AI in it" "$(sed -nE 's/^\| client, 256 tokens .* ([0-9]+) B per token.*/\1/p' "$results" | head -n 1)" 200 "B per token"
# resident WAY: the megabytes after the latest load of that way.
resident() { awk -F'|' -v way=" load, $1 " '$2 == way { mb = $5 + 0 } END { print mb }' "$results"; }
at_most "resident memory, 0.5B, from the cache, beside a plain load" "$(awk "BEGIN { printf \"%.2f\", $(resident cached) / $(resident published) }")" 0.35 x
for way in "greedy" "top-k 50, top-p 0.95" "top-p 0.95" "temperature 0.7" "min-p 0.05" "top-p 0.95, flat logits"; do
  at_most "sampling over 152,000, $way" "$(awk -v way="$way" 'index($0, way " ") == 1 && substr($0, length(way) + 1) ~ /^ +[0-9]/ { print $(NF - 1); exit }' "$samples")" 50 us
done

# 7. How requests run.
"$repository/eng/verify/scheduling.sh" "$@"
status=$?
check "eng/verify/scheduling.sh" "exit $status" "exit 0" test "$status" -eq 0

finish
