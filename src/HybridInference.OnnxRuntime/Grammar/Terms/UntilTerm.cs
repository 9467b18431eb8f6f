namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Any text up to the first occurrence of a marker, and the marker.</summary>
internal sealed class UntilTerm(int id, Literal marker, int matched, int[] fallbacks) : Term(id, isNullable: false, marker.CostFrom(matched))
{
    protected override Term Derive(byte value, TermFactory terms)
    {
        // Bytes that no UTF-8 has stand for tokens, and those have no place in a text.
        if (value >= TokenSymbols.FirstByte && marker[matched] != value)
        {
            return terms.Never;
        }

        int next = matched;
        while (next > 0 && marker[next] != value)
        {
            next = fallbacks[next - 1];
        }

        next += marker[next] == value ? 1 : 0;
        return next == marker.Length ? terms.Empty : terms.Until(marker, next, fallbacks);
    }
}
