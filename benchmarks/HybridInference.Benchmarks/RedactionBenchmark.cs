using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace HybridInference.Benchmarks;

/// <summary>What do redaction of a history and restoring of an answer cost, beside a copy of the answer's characters?</summary>
[MemoryDiagnoser]
public class RedactionBenchmark
{
    private const int MessageCount = 100;
    private const int AnswerLength = 100_000;

    private static readonly HashSet<string> Categories = [PiiCategories.Email, PiiCategories.UsSsn];

    private readonly RedactionOptions _options = new();
    private readonly RedactionMap _map = new();
    private readonly RedactionMap _empty = new();
    private readonly StreamingRestorer _restorer;
    private readonly Redactor _redactor;
    private readonly ChatMessage[] _history;
    private readonly ChatResponseUpdate _plain;
    private readonly ChatResponseUpdate _withPlaceholders;
    private readonly char[] _copy = new char[AnswerLength];
    private readonly string _answer;

    public RedactionBenchmark()
    {
        const string sentence = "Nobody in the well-known house knew why; they had been told to wait (so they waited), and the afternoon went on. ";
        _redactor = new Redactor(_options, PiiDetector.Default, RawRepresentations.Unread);
        _history = [.. Enumerable.Range(0, MessageCount).Select(i =>
            new ChatMessage(i % 2 == 0 ? ChatRole.User : ChatRole.Assistant, $"{sentence}{sentence}Write to maria{i / 10}" + "@mail.test.org" + $" today. {sentence}"))];
        _redactor.Redact(_history, null, Categories, _map);
        _restorer = new StreamingRestorer(_options, _map, null);
        _answer = string.Concat(Enumerable.Repeat(sentence, AnswerLength / 100))[..AnswerLength];
        _plain = new ChatResponseUpdate(ChatRole.Assistant, _answer);
        _withPlaceholders = new ChatResponseUpdate(ChatRole.Assistant, _answer[..^20] + " [EMAIL_1] [EMAIL_2]");
    }

    [Benchmark(Baseline = true)]
    public void CopyAnswer() => _answer.CopyTo(_copy);

    [Benchmark]
    public ChatResponseUpdate RestoreAnswerWithoutPlaceholders() => _restorer.Process(_plain);

    [Benchmark]
    public ChatResponseUpdate RestoreAnswer() => _restorer.Process(_withPlaceholders);

    [Benchmark]
    public int RedactHistory()
    {
        _empty.Clear();
        return _redactor.Redact(_history, null, Categories, _empty).Messages.Count;
    }

    [Benchmark]
    public int RedactHistoryAgain() => _redactor.Redact(_history, null, Categories, _map).Messages.Count;
}
