using HybridInference.DemoModelTrainer.Corpus;
using HybridInference.DemoModelTrainer.Model;
using HybridInference.DemoModelTrainer.Tokenization;
using HybridInference.DemoModelTrainer.Training;

namespace HybridInference.DemoModelTrainer.Tests;

public class TrainingTests
{
    private static readonly ModelConfig Config = new()
    {
        VocabularySize = 320,
        HiddenSize = 64,
        LayerCount = 1,
        HeadCount = 2,
        KeyValueHeadCount = 1,
        FeedForwardSize = 64,
    };

    private static readonly BpeTokenizer Tokenizer = BpeTrainer.Train(Enumerable.Repeat("hello there positive negative", 10), 300);

    [Fact]
    public void LearningRate_OverARun_WarmsUpAndThenFalls()
    {
        var options = new TrainingOptions { Steps = 1000, WarmupSteps = 100, LearningRate = 1f };

        Assert.Equal(0.5f, LearningRateSchedule.At(50, options), 1e-6f);
        Assert.Equal(1f, LearningRateSchedule.At(100, options), 1e-6f);
        Assert.Equal(0.505f, LearningRateSchedule.At(550, options), 1e-3f);
        Assert.Equal(0.01f, LearningRateSchedule.At(1000, options), 1e-6f);
    }

    [Fact]
    public void Step_FirstStep_MovesEveryWeightByTheLearningRate()
    {
        var layout = new ParameterLayout(Config);
        var values = new float[layout.Length];
        var gradients = Enumerable.Range(0, layout.Length).Select(i => i % 2 == 0 ? 3f : -0.5f).ToArray();

        new AdamW(layout, weightDecay: 0f).Step(values, gradients, gradientScale: 1f, learningRate: 0.1f, step: 1);

        Assert.All(values, (value, i) => Assert.Equal(i % 2 == 0 ? -0.1f : 0.1f, value, 1e-4f));
    }

    [Fact]
    public void Step_NoGradient_DecaysMatricesAndNotNorms()
    {
        var layout = new ParameterLayout(Config);
        var values = Enumerable.Repeat(1f, layout.Length).ToArray();

        new AdamW(layout, weightDecay: 0.5f).Step(values, new float[layout.Length], 1f, learningRate: 0.1f, step: 1);

        Assert.All(layout.Tensors, tensor => Assert.Equal(tensor.IsVector ? 1f : 0.95f, tensor.Slice(values)[0], 1e-6f));
    }

    [Fact]
    public void Create_SameNumber_SameBatch()
    {
        var first = CreateSource().Create(5);

        var second = CreateSource().Create(5);

        Assert.Equal(first.Tokens, second.Tokens);
        Assert.Equal(first.Targets, second.Targets);
        Assert.NotEqual(first.Tokens, CreateSource().Create(6).Tokens);
    }

    [Fact]
    public void Create_Batch_HasTargetsOnlyForAnswers()
    {
        var batch = CreateSource().Create(1);

        Assert.InRange(batch.Length, 200, 400);
        Assert.InRange(batch.TargetCount, 1, batch.Length / 2);
        Assert.Contains(Tokenizer.TurnEnd, batch.Targets);
        Assert.DoesNotContain(Tokenizer.TurnStart, batch.Targets);
        Assert.All(batch.Starts.SkipLast(1), start => Assert.Equal(Tokenizer.TurnStart, batch.Tokens[start]));
    }

    [Fact]
    public void Run_ResumedFromCheckpoint_EndsWhereAnUninterruptedRunEnds()
    {
        var whole = new Run();
        whole.Train(from: 0, to: 4);

        var halves = new Run();
        halves.Train(from: 0, to: 2);
        halves.Train(from: 2, to: 4);

        Assert.Equal(whole.Weights.Values, halves.Weights.Values);
    }

    private static BatchSource CreateSource() => new(new ConversationFactory(Grammar.Load()), Tokenizer, 400, 300, seed: 1);

    /// <summary>A training run that can be stopped and continued; the schedule is constant, as the number of steps differs.</summary>
    private sealed class Run
    {
        private readonly AdamW _optimizer;

        public Run()
        {
            Weights = new Weights(new ParameterLayout(Config));
            Weights.Initialize(new Random(1));
            _optimizer = new AdamW(Weights.Layout, 0.1f);
        }

        public Weights Weights { get; }

        public void Train(int from, int to)
        {
            var options = new TrainingOptions { Steps = to, WarmupSteps = 10 };
            var workers = Enumerable.Range(0, 2).Select(_ => new TrainingWorker(Weights, CreateSource())).ToArray();
            new Trainer(options, Weights, _optimizer, workers).Run(from, _ => { });
        }
    }
}
