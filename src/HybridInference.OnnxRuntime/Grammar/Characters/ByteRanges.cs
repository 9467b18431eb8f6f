namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Writes all sequences of bytes between two of the same length, in the order of their bytes.</summary>
/// <param name="terms">Makes the terms.</param>
/// <param name="least">The smallest byte after the first one.</param>
/// <param name="most">The largest byte after the first one.</param>
internal sealed class ByteRanges(TermFactory terms, byte least, byte most)
{
    public Term Between(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last)
    {
        if (first.IsEmpty)
        {
            return terms.Empty;
        }

        if (first[0] == last[0])
        {
            return terms.Sequence(Byte(first[0]), Between(first[1..], last[1..]));
        }

        int rest = first.Length - 1;
        Term start = terms.Sequence(Byte(first[0]), Between(first[1..], Fill(most, rest)));
        Term end = terms.Sequence(Byte(last[0]), Between(Fill(least, rest), last[1..]));
        Term middle = first[0] + 1 < last[0]
            ? terms.Sequence(terms.Bytes((byte)(first[0] + 1), (byte)(last[0] - 1)), terms.Repeat(terms.Bytes(least, most), rest, rest))
            : terms.Never;
        return terms.Choice(start, middle, end);
    }

    private static byte[] Fill(byte value, int count)
    {
        var bytes = new byte[count];
        Array.Fill(bytes, value);
        return bytes;
    }

    private Term Byte(byte value) => terms.Bytes(value, value);
}
