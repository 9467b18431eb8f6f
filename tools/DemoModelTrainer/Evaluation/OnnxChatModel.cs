using HybridInference.DemoModelTrainer.Corpus;
using HybridInference.DemoModelTrainer.Onnx;
using HybridInference.DemoModelTrainer.Tokenization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace HybridInference.DemoModelTrainer.Evaluation;

/// <summary>Answers conversations greedily with an exported model.</summary>
internal sealed class OnnxChatModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly BpeTokenizer _tokenizer;
    private readonly ChatEncoder _encoder;
    private readonly string[] _pastNames;

    public OnnxChatModel(string folder, BpeTokenizer tokenizer)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        _session = new InferenceSession(Path.Combine(folder, GenAiFolder.ModelFileName), options);
        _tokenizer = tokenizer;
        _encoder = new ChatEncoder(tokenizer);
        _pastNames = [.. _session.InputNames.Where(name => name.StartsWith("past_key_values.", StringComparison.Ordinal))];
    }

    /// <summary>The number of answers given so far.</summary>
    public int AnswerCount { get; private set; }

    /// <summary>The number of tokens in all answers given so far.</summary>
    public int TokenCount { get; private set; }

    /// <summary>The model's answer to the last message.</summary>
    public string Answer(IReadOnlyList<ChatMessage> messages, int maximumTokens = 100) =>
        _tokenizer.Decode(Generate(_encoder.EncodePrompt(messages), maximumTokens));

    /// <summary>The tokens that the model writes after the prompt, without the one that ends its turn.</summary>
    public List<int> Generate(IReadOnlyList<int> prompt, int maximumTokens)
    {
        List<int> answer = [];
        var past = _pastNames.Select(CreateEmptyPast).ToArray();
        IReadOnlyList<int> input = prompt;
        while (answer.Count < maximumTokens)
        {
            using var results = Run(input, prompt.Count + answer.Count, past);
            var next = TensorPrimitives.IndexOfMax(LastRow(results[0].AsTensor<float>()));
            if (next == _tokenizer.TurnEnd || next == _tokenizer.EndOfText)
            {
                break;
            }

            answer.Add(next);
            input = [next];
            past = [.. _pastNames.Select((name, index) => CopyPast(name, results[index + 1]))];
        }

        AnswerCount++;
        TokenCount += answer.Count;
        return answer;
    }

    /// <summary>The logits after every token of the prompt.</summary>
    public float[] ComputeLogits(IReadOnlyList<int> prompt)
    {
        using var results = Run(prompt, prompt.Count, _pastNames.Select(CreateEmptyPast));
        return [.. results[0].AsTensor<float>()];
    }

    public void Dispose() => _session.Dispose();

    private IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(
        IReadOnlyList<int> input, int totalLength, IEnumerable<NamedOnnxValue> past)
    {
        var ids = new DenseTensor<long>(input.Select(id => (long)id).ToArray(), [1, input.Count]);
        var mask = new DenseTensor<long>(Enumerable.Repeat(1L, totalLength).ToArray(), [1, totalLength]);
        List<NamedOnnxValue> inputs =
        [
            NamedOnnxValue.CreateFromTensor("input_ids", ids),
            NamedOnnxValue.CreateFromTensor("attention_mask", mask),
            .. past,
        ];
        return _session.Run(inputs, ["logits", .. _pastNames.Select(ToPresentName)]);
    }

    private NamedOnnxValue CreateEmptyPast(string name)
    {
        var dimensions = _session.InputMetadata[name].Dimensions;
        return NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>([1, dimensions[1], 0, dimensions[3]]));
    }

    private static NamedOnnxValue CopyPast(string name, NamedOnnxValue present) =>
        NamedOnnxValue.CreateFromTensor(name, present.AsTensor<float>().Clone());

    private static string ToPresentName(string pastName) => pastName.Replace("past_key_values", "present", StringComparison.Ordinal);

    private static ReadOnlySpan<float> LastRow(Tensor<float> logits)
    {
        var vocabularySize = logits.Dimensions[2];
        return ((DenseTensor<float>)logits).Buffer.Span[^vocabularySize..];
    }
}
