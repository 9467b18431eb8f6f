namespace HybridInference.OnnxRuntime.Tests;

public sealed class GenAiConfigTests
{
    [Fact]
    public void Read_OnlyWhatIsRequired_HasTheDefaultsOfTheReferenceEngine()
    {
        ModelConfig config = Read("""{ "model": { "context_length": 99, "pad_token_id": 5 } }""");

        Assert.Equal(99, config.ContextLength);
        Assert.Equal([5], config.EosTokenIds);
        Assert.Null(config.VocabularySize);
        Assert.Equal("model.onnx", config.Decoder.FileName);
        Assert.Equal(("input_ids", "attention_mask", "position_ids", "logits"), (config.Decoder.InputIds, config.Decoder.AttentionMask, config.Decoder.PositionIds, config.Decoder.Logits));
        Assert.Equal(new KvNames("past_key_values.%d.key", "present.%d.key"), config.Decoder.KeyNames);
        Assert.Equal(
            new SearchConfig { MaxLength = null, MaxNewTokens = null, MinLength = 0, DoSample = false, Temperature = 1, TopK = 50, TopP = 0, MinP = 0, RepetitionPenalty = 1, NoRepeatNgramSize = 0, RandomSeed = null, Beams = 1 },
            config.Search);
        Assert.Empty(config.UnmetWishes);
    }

    [Theory]
    [InlineData("7", new[] { 7 })]
    [InlineData("[7, 8]", new[] { 7, 8 })]
    [InlineData("[]", new int[0])]
    [InlineData("7.0", new[] { 7 })]
    public void Read_EosTokenIds_AreAnIntegerOrAList(string json, int[] expected) =>
        Assert.Equal(expected, Read($$"""{ "model": { "context_length": 9, "eos_token_id": {{json}} } }""").EosTokenIds);

    [Fact]
    public void Read_SessionOptions_KnownOnesAreTypedAndOtherStringsAreEntries()
    {
        SessionConfig session = Read("""
            {
              "model": { "context_length": 9, "decoder": {
                "session_options": {
                  "intra_op_num_threads": 3, "inter_op_num_threads": 2, "enable_cpu_mem_arena": false, "enable_mem_pattern": true,
                  "log_id": "x", "log_severity_level": 1, "graph_optimization_level": "ORT_ENABLE_BASIC",
                  "session.intra_op.allow_spinning": "1", "some.number": 4, "provider_options": [ {}, { "cuda": { "a": "b" } } ]
                },
                "run_options": { "memory.enable_memory_arena_shrinkage": "cpu:0" }
              } }
            }
            """).Decoder.Session;

        Assert.Equal((3, 2, false, true), (session.IntraOpThreads, session.InterOpThreads, session.EnableCpuMemArena, session.EnableMemPattern));
        Assert.Equal(("x", 1, "ORT_ENABLE_BASIC"), (session.LogId, session.LogSeverityLevel, session.GraphOptimizationLevel));
        Assert.Equal([KeyValuePair.Create("session.intra_op.allow_spinning", "1")], session.Entries);
        Assert.Equal([KeyValuePair.Create("memory.enable_memory_arena_shrinkage", "cpu:0")], session.RunEntries);
        Assert.Equal(["cuda"], session.Providers);
    }

    [Fact]
    public void UnmetWishes_OtherProviderAndBeams_AreTold()
    {
        ModelConfig config = Read("""
            {
              "model": { "context_length": 9, "decoder": { "session_options": { "provider_options": [ { "cuda": {} } ] } } },
              "search": { "num_beams": 4 }
            }
            """);

        Assert.Collection(
            config.UnmetWishes,
            wish => Assert.Contains("cuda", wish, StringComparison.Ordinal),
            wish => Assert.Contains("4 beams", wish, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("past_key_values.%d.key", "past_key_values.12.key", 12)]
    [InlineData("past_%d", "past_0", 0)]
    [InlineData("%d.past", "3.past", 3)]
    [InlineData("past_key_values.%d.key", "past_key_values..key", null)]
    [InlineData("past_key_values.%d.key", "past_key_values.x.key", null)]
    [InlineData("past_key_values.%d.key", "past_key_values.-1.key", null)]
    [InlineData("past_key_values.%d.key", "past_key_values.1.value", null)]
    [InlineData("past", "past", null)]
    public void LayerOf_Names_FollowTheTemplate(string template, string name, int? expected) =>
        Assert.Equal(expected, new KvNames(template, "").LayerOf(name));

    private static ModelConfig Read(string json)
    {
        using var folder = new ToyFolder();
        folder.Write("genai_config.json", json);
        return GenAiConfig.Read(folder.File("genai_config.json"));
    }
}
