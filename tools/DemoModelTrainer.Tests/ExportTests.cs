using HybridInference.DemoModelTrainer.Corpus;
using HybridInference.DemoModelTrainer.Evaluation;
using HybridInference.DemoModelTrainer.Model;
using HybridInference.DemoModelTrainer.Onnx;
using HybridInference.DemoModelTrainer.Tokenization;
using HybridInference.DemoModelTrainer.Training;

namespace HybridInference.DemoModelTrainer.Tests;

public sealed class ExportTests : IDisposable
{
    private static readonly ModelConfig Config = new()
    {
        VocabularySize = 320,
        HiddenSize = 64,
        LayerCount = 2,
        HeadCount = 2,
        KeyValueHeadCount = 1,
        FeedForwardSize = 96,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("demo-model-test").FullName;
    private readonly Weights _weights = new(new ParameterLayout(Config));
    private readonly BpeTokenizer _tokenizer;

    public ExportTests()
    {
        _weights.Initialize(new Random(1));
        _tokenizer = BpeTrainer.Train(Enumerable.Repeat("Hello there, how are you today? It is nice and warm.", 50), Config.VocabularySize);
        GenAiFolder.Write(_folder, _weights, _tokenizer);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_Model_HasTheLogitsOfTheTrainerUpToQuantization()
    {
        var tokens = _tokenizer.Encode("Hello there, how are you today?");
        var expected = new DecoderModel(_weights).ComputeLogits(tokens).ToArray();
        using var model = new OnnxChatModel(_folder, _tokenizer);

        var actual = model.ComputeLogits(tokens);

        Assert.Equal(expected.Length, actual.Length);
        var largest = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -0.03f * largest, 0.03f * largest));
    }

    [Fact]
    public void Write_TrainedModel_AnswersWithTheIdsOfTheTrainer()
    {
        var prompt = new ChatEncoder(_tokenizer).EncodePrompt([ChatMessage.User("Hello there")]);
        var answer = _tokenizer.Encode("how are you today?");
        TrainOn([.. prompt, .. answer, _tokenizer.TurnEnd], prompt.Count);
        GenAiFolder.Write(_folder, _weights, _tokenizer);
        using var model = new OnnxChatModel(_folder, _tokenizer);

        Assert.Equal(answer, model.Generate(prompt, maximumTokens: 40));
    }

    [Fact]
    public void ReadTokenizer_AfterWrite_HasTheSameTokens() => Assert.Equal(_tokenizer.Tokens, GenAiFolder.ReadTokenizer(_folder).Tokens);

    [Fact]
    public void Checkpoint_AfterSave_RestoresEverything()
    {
        var optimizer = new AdamW(_weights.Layout, 0.1f);
        optimizer.Step(_weights.Values, [.. _weights.Values], 1f, 0.01f, 1);
        var path = Path.Combine(_folder, "checkpoint.bin");
        Checkpoint.Save(path, 17, _weights, optimizer);
        var restored = new Weights(_weights.Layout);
        var restoredOptimizer = new AdamW(_weights.Layout, 0.1f);

        Assert.Equal(17, Checkpoint.Load(path, restored, restoredOptimizer));
        Assert.Equal(_weights.Values, restored.Values);
        Assert.Equal(optimizer.FirstMoment, restoredOptimizer.FirstMoment);
        Assert.Equal(optimizer.SecondMoment, restoredOptimizer.SecondMoment);
    }

    private void TrainOn(int[] tokens, int answerStart)
    {
        var targets = tokens.Skip(1).Select((token, index) => index + 1 >= answerStart ? token : PackedBatch.NoTarget).ToArray();
        var batch = new PackedBatch(tokens[..^1], targets, [0, tokens.Length - 1]);
        var model = new DecoderModel(_weights);
        var optimizer = new AdamW(_weights.Layout, 0f);
        var gradients = new float[_weights.Layout.Length];
        for (var step = 1; step <= 60; step++)
        {
            Array.Clear(gradients);
            model.ComputeGradients(batch, 1f / batch.TargetCount, gradients);
            optimizer.Step(_weights.Values, gradients, 1f, 2e-3f, step);
            _weights.RefreshTransposed();
        }
    }
}
