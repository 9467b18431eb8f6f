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

# 6. Speed: the promises of other scripts of this topic, as far as they are there.
# Graph rewriting and its benchmark, sampling and constrained decoding, scheduling: each has a script or a committed result of its own.
for topic in graph sampling scheduling; do
  script=$repository/eng/verify/$topic.sh
  if [ -f "$script" ]; then
    "$script" "$@"
    status=$?
    check "eng/verify/$topic.sh" "exit $status" "exit 0" test "$status" -eq 0
  fi
done

finish
