namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>
/// Writes tokens that stand for no text as bytes that no UTF-8 text has, so that a grammar can ask for them like for text: a mark and
/// the id in seven octal digits.
/// </summary>
internal static class TokenSymbols
{
    /// <summary>The smallest byte that is part of no text.</summary>
    public const byte FirstByte = Mark;

    private const byte Mark = 0xF7;
    private const byte Zero = 0xF8;
    private const int Digits = 7;

    public static byte[] Write(int id)
    {
        var bytes = new byte[1 + Digits];
        bytes[0] = Mark;
        for (int i = Digits; i > 0; i--)
        {
            bytes[i] = (byte)(Zero + (id & 7));
            id >>= 3;
        }

        return bytes;
    }
}
