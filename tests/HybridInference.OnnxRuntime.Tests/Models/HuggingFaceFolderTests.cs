using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Folders as onnx-community publishes them: config.json, generation_config.json and several graphs in the folder onnx.</summary>
public sealed class HuggingFaceFolderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_SyntheticModel_IsGeneratedFromItsOnlyVariant(bool streaming)
    {
        string path = ModelFolders.Require(ModelFolders.HuggingFace);
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = path });

        ChatResponse response = await client.AskAsync(streaming, new ChatOptions { MaxOutputTokens = 20 });

        Assert.InRange(response.Usage?.OutputTokenCount ?? 0, 1, 20);
        Assert.Equal(512, client.GetService<TargetCapabilities>()?.ContextLength);
    }

    [Fact]
    public async Task Load_SyntheticModel_UpdatesItsCacheInPlace()
    {
        ModelFolder folder = ModelFolder.Open(ModelFolders.Require(ModelFolders.HuggingFace));
        using DecoderModel model = await Task.Run(() => DecoderModel.Load(folder, new EngineSettings(), CancellationToken.None), TestContext.Current.CancellationToken);

        Assert.True(model.Signature.SharesCache);
        Assert.Equal([258, 256], folder.Config.EosTokenIds);
    }

    [Theory]
    [InlineData(null, "q4")]
    [InlineData("fp32", "fp32")]
    [InlineData("Q4", "q4")]
    [InlineData("q8", "quantized")]
    public void Open_Variants_TheWantedOneOrTheFirstOfTheOrderIsChosen(string? wanted, string expected)
    {
        using ToyFolder folder = CreateFolder("model.onnx", "model_q4.onnx", "model_q4f16.onnx", "model_quantized.onnx");
        string file = expected == "fp32" ? "model.onnx" : $"model_{expected}.onnx";

        Assert.Equal(folder.File($"onnx/{file}"), ModelFolder.Open(folder.Path, wanted).ModelFile);
    }

    [Fact]
    public void Open_OnlyAnUnknownVariant_IsChosen()
    {
        using ToyFolder folder = CreateFolder("model_novel.onnx");

        Assert.Equal(folder.File("onnx/model_novel.onnx"), ModelFolder.Open(folder.Path).ModelFile);
    }

    [Fact]
    public void Open_GraphsBesideTheConfiguration_AreFoundToo()
    {
        using ToyFolder folder = CreateFolder("model_q4.onnx");
        Directory.Delete(folder.File("onnx"), recursive: true);

        Assert.Equal(folder.File("model.onnx"), ModelFolder.Open(folder.Path).ModelFile);
    }

    [Fact]
    public void Open_VariantIsMissing_TellsWhichThereAre()
    {
        using ToyFolder folder = CreateFolder("model.onnx", "model_q4.onnx");

        var exception = Assert.Throws<ModelLoadException>(() => ModelFolder.Open(folder.Path, "int8"));

        Assert.Contains("no variant 'int8', only fp32, q4", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_VariantOfAGenAiFolder_IsRefused()
    {
        using var folder = new ToyFolder();

        Assert.Contains("variant 'q4'", Assert.Throws<ModelLoadException>(() => ModelFolder.Open(folder.Path, "q4")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoGraph_SaysSo()
    {
        using ToyFolder folder = CreateFolder();
        File.WriteAllBytes(folder.File("onnx/decoder_model_merged.onnx"), []);

        Assert.Contains("no graph named model.onnx", Assert.Throws<ModelLoadException>(() => ModelFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "vision_config": {} }""", "vision_config")]
    [InlineData("""{ "is_encoder_decoder": true, "max_position_embeddings": 9 }""", "is_encoder_decoder")]
    [InlineData("""{ "hidden_size": 8 }""", "'max_position_embeddings' is missing")]
    [InlineData("""{ "n_positions": 0 }""", "'n_positions' must be a positive")]
    [InlineData("""{ "n_ctx": "9" }""", "'n_ctx' should be an integer")]
    [InlineData("[", "not valid JSON")]
    public void Open_ConfigIsBad_TellsFileAndKey(string config, string problem)
    {
        using ToyFolder folder = CreateFolder("model.onnx");
        folder.Write("config.json", config);

        var exception = Assert.Throws<ModelLoadException>(() => ModelFolder.Open(folder.Path));

        Assert.Equal(folder.File("config.json"), exception.Path);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadConfig_GenerationConfig_GivesEndTokensAndSamplingDefaults()
    {
        using ToyFolder folder = CreateFolder("model.onnx");
        folder.Write("generation_config.json", """
            { "eos_token_id": [7, 8], "do_sample": true, "temperature": 0.6, "top_k": 20, "top_p": 0.95, "min_p": 0.1, "max_new_tokens": 30, "max_length": 20, "repetition_penalty": 1.1 }
            """);

        ModelConfig config = ModelFolder.ReadConfig(folder.Path, variant: null);
        SamplingSettings settings = SamplingSettingsReader.Read(new ChatOptions { Seed = 1 }, config.Search);

        Assert.Equal([7, 8], config.EosTokenIds);
        Assert.Equal((30, null), (config.Search.MaxNewTokens, config.Search.MaxLength));
        Assert.Equal(
            new SamplingSettings { Temperature = 0.6f, TopK = 20, TopP = 0.95f, MinP = 0.1f, RepetitionPenalty = 1.1f, Seed = 1 },
            settings);
    }

    [Theory]
    [InlineData("""{ "n_positions": 9, "n_embd": 48, "n_head": 12, "eos_token_id": 3 }""", 12, 4)]
    [InlineData("""{ "max_position_embeddings": 9, "hidden_size": 64, "num_attention_heads": 8, "num_key_value_heads": 2, "eos_token_id": 3 }""", 2, 8)]
    [InlineData("""{ "max_position_embeddings": 9, "head_dim": 128, "num_attention_heads": 8, "eos_token_id": [3] }""", 8, 128)]
    public void ReadConfig_FamiliesOfModels_TheirNamesForHeadsAreKnown(string json, int heads, int headSize)
    {
        using ToyFolder folder = CreateFolder("model.onnx");
        folder.Write("config.json", json);

        ModelConfig config = ModelFolder.ReadConfig(folder.Path, variant: null);

        Assert.Equal((9, heads, headSize), (config.ContextLength, config.Decoder.KeyValueHeads, config.Decoder.HeadSize));
        Assert.Equal([3], config.EosTokenIds);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_GenerationConfigLimitsNewTokens_EndsThereUnlessTheRequestSaysMore(bool streaming)
    {
        using ToyFolder folder = CreateFolder("model_q4.onnx");
        folder.Write("generation_config.json", """{ "max_new_tokens": 5, "eos_token_id": 299 }""");
        using OnnxChatClient client = folder.CreateClient();

        Assert.Equal(5, (await client.AskAsync(streaming)).Usage?.OutputTokenCount);
        Assert.Equal(9, (await client.AskAsync(streaming, new ChatOptions { MaxOutputTokens = 9 })).Usage?.OutputTokenCount);
    }

    /// <summary>Lays the toy folder out anew, with its graph under other names.</summary>
    private static ToyFolder CreateFolder(params string[] graphs)
    {
        var folder = new ToyFolder(new ToyGraph { HasPositionIds = true, HasNumLogitsToKeep = true });
        File.Delete(folder.File("genai_config.json"));
        folder.Write("config.json", """{ "max_position_embeddings": 200, "vocab_size": 300, "eos_token_id": 256 }""");
        Directory.CreateDirectory(folder.File("onnx"));
        foreach (string graph in graphs)
        {
            File.Copy(folder.File("model.onnx"), folder.File($"onnx/{graph}"));
        }

        return folder;
    }
}
