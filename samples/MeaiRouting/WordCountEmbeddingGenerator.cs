using Microsoft.Extensions.AI;

namespace HybridInference.Samples.MeaiRouting;

/// <summary>Embeds a text as the counts of its words, so that texts are alike when they share words.</summary>
/// <remarks>
/// It stands for a real embedding model, which would know that a tale is a story. It runs on this machine, is always the same, and knows no meaning.
/// Words of up to three letters, such as articles, do not count.
/// </remarks>
internal sealed class WordCountEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private const int Dimensions = 1_024;
    private const int ShortestWord = 4;

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(value => new Embedding<float>(Embed(value)))));

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // There is nothing to free.
    }

    private static float[] Embed(string text)
    {
        var counts = new float[Dimensions];
        foreach (string word in text.ToLowerInvariant().Split((char[])[' ', ',', '.', '?', '!', ':', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            counts[IndexOf(word)] += word.Length < ShortestWord ? 0 : 1;
        }

        return counts;
    }

    // Not string.GetHashCode, which is another in each process.
    private static uint IndexOf(string word) => word.Aggregate(17u, (hash, letter) => (hash * 31) + letter) % Dimensions;
}
