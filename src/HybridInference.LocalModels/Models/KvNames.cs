using System.Globalization;

namespace HybridInference.LocalModels;

/// <summary>How the cache tensors of all layers are named, where <c>%d</c> stands for the layer's number.</summary>
/// <param name="Past">The template of the inputs.</param>
/// <param name="Present">The template of the outputs.</param>
internal readonly record struct KvNames(string Past, string Present)
{
    private const string Placeholder = "%d";

    /// <summary>Tells which layer an input belongs to, or <see langword="null"/> when its name does not follow the template.</summary>
    public int? LayerOf(string input)
    {
        int at = Past.IndexOf(Placeholder, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        ReadOnlySpan<char> before = Past.AsSpan(0, at);
        ReadOnlySpan<char> after = Past.AsSpan(at + Placeholder.Length);
        if (input.Length <= before.Length + after.Length
            || !input.AsSpan().StartsWith(before, StringComparison.Ordinal)
            || !input.AsSpan().EndsWith(after, StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> digits = input.AsSpan(before.Length, input.Length - before.Length - after.Length);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int layer) ? layer : null;
    }

    public string PresentOf(int layer) =>
        Present.Replace(Placeholder, layer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
