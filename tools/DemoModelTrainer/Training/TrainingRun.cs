using HybridInference.DemoModelTrainer.Corpus;
using HybridInference.DemoModelTrainer.Model;
using HybridInference.DemoModelTrainer.Tokenization;

namespace HybridInference.DemoModelTrainer.Training;

/// <summary>Trains in a folder, and goes on from the checkpoint when the folder has one.</summary>
internal sealed class TrainingRun(string folder, ModelConfig config, TrainingOptions options, TextWriter log)
{
    private const int TokenizerSampleCount = 60_000;
    private const int LogInterval = 50;

    private readonly Weights _weights = new(new ParameterLayout(config));
    private long _tokens;
    private double _seconds;
    private double _loss;
    private int _steps;

    public void Run()
    {
        Directory.CreateDirectory(folder);
        var grammar = Grammar.Load();
        var merges = EnsureTokenizer(new ConversationFactory(grammar)).Merges;
        var optimizer = new AdamW(_weights.Layout, options.WeightDecay);
        var completed = Restore(optimizer);
        var workers = Enumerable.Range(0, options.Workers)
            .Select(_ => new TrainingWorker(_weights, CreateBatchSource(grammar, new BpeTokenizer(merges))))
            .ToArray();
        log.WriteLine($"parameters {_weights.Values.Length:N0}, steps {completed:N0} of {options.Steps:N0}, {options}");
        new Trainer(options, _weights, optimizer, workers).Run(completed, report => OnStep(report, optimizer));
    }

    private BpeTokenizer EnsureTokenizer(ConversationFactory conversations)
    {
        var path = RunFolder.MergesPath(folder);
        if (!File.Exists(path))
        {
            var random = new Random(options.Seed);
            var texts = Enumerable.Range(0, TokenizerSampleCount)
                .SelectMany(_ => conversations.Create(random, Split.Training))
                .Select(message => $"{message.Role}\n{message.Content}");
            MergesFile.Save(path, BpeTrainer.Train(texts, config.VocabularySize));
        }

        return MergesFile.Load(path);
    }

    private int Restore(AdamW optimizer)
    {
        var path = RunFolder.CheckpointPath(folder);
        if (File.Exists(path))
        {
            return Checkpoint.Load(path, _weights, optimizer);
        }

        _weights.Initialize(new Random(options.Seed));
        return 0;
    }

    private BatchSource CreateBatchSource(Grammar grammar, BpeTokenizer tokenizer) =>
        new(new ConversationFactory(grammar), tokenizer, options.TokensPerBatch, config.ContextLength, options.Seed);

    private void OnStep(StepReport report, AdamW optimizer)
    {
        _tokens += report.Tokens;
        _seconds += report.Duration.TotalSeconds;
        _loss += report.Loss;
        _steps++;
        if (report.Step % LogInterval == 0)
        {
            WriteProgress(report);
            (_loss, _steps) = (0, 0);
        }

        if (report.Step % options.CheckpointInterval == 0 || report.Step == options.Steps)
        {
            Checkpoint.Save(RunFolder.CheckpointPath(folder), report.Step, _weights, optimizer);
        }
    }

    private void WriteProgress(StepReport report)
    {
        log.Write($"step {report.Step,6}  loss {_loss / _steps:F4}  norm {report.GradientNorm:F2}  targets {report.Targets}");
        log.WriteLine($"  tokens {_tokens:N0}  {_tokens / _seconds:N0} tokens/s  {_seconds / 60:F1} min");
        log.Flush();
    }
}
