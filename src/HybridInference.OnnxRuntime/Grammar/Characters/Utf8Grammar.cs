using System.Text;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Writes one character of a set as the bytes of its UTF-8.</summary>
internal sealed class Utf8Grammar(TermFactory terms)
{
    /// <summary>The code points of one, two, three and four bytes, without the surrogates, which UTF-8 does not have.</summary>
    private static readonly (int First, int Last)[] Lengths = [(0, 0x7F), (0x80, 0x7FF), (0x800, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x10FFFF)];

    private readonly ByteRanges _ranges = new(terms, 0x80, 0xBF);

    public Term Write(CodePoints characters)
    {
        var choices = new List<Term>();
        foreach ((int first, int last) in characters.Ranges)
        {
            foreach ((int least, int most) in Lengths)
            {
                if (Math.Max(first, least) is var from && Math.Min(last, most) is var to && from <= to)
                {
                    choices.Add(_ranges.Between(Encode(from), Encode(to)));
                }
            }
        }

        return terms.Choice(choices);
    }

    private static byte[] Encode(int codePoint)
    {
        var bytes = new byte[4];
        return bytes[..new Rune(codePoint).EncodeToUtf8(bytes)];
    }
}
