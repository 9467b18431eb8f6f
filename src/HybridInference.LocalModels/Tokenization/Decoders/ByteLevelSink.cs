using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>Turns the characters of a byte-level vocabulary back into bytes, and those into text.</summary>
internal sealed class ByteLevelSink(TokenSink next) : TokenSink
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private byte[] _bytes = new byte[64];
    private char[] _characters = new char[128];

    /// <inheritdoc/>
    public override void Append(string token) => Pass(GetBytes(token), token, isLast: false);

    /// <inheritdoc/>
    public override void Flush()
    {
        Pass([], "", isLast: true);
        next.Flush();
    }

    private void Pass(ReadOnlySpan<byte> bytes, string token, bool isLast)
    {
        int needed = _decoder.GetCharCount(bytes, isLast);
        if (_characters.Length < needed)
        {
            _characters = new char[needed];
        }

        int count = _decoder.GetChars(bytes, _characters, isLast);
        if (count > 0)
        {
            // Letters and digits of ASCII stand for themselves.
            ReadOnlySpan<char> text = _characters.AsSpan(0, count);
            next.Append(text.SequenceEqual(token) ? token : text.ToString());
        }
    }

    // An added token is not written in the byte-level alphabet: a character outside it means that the whole token is plain text.
    private ReadOnlySpan<byte> GetBytes(string token)
    {
        if (_bytes.Length < Encoding.UTF8.GetMaxByteCount(token.Length))
        {
            _bytes = new byte[Encoding.UTF8.GetMaxByteCount(token.Length)];
        }

        for (int i = 0; i < token.Length; i++)
        {
            if (!ByteLevelAlphabet.TryToByte(token[i], out _bytes[i]))
            {
                return _bytes.AsSpan(0, Encoding.UTF8.GetBytes(token, _bytes));
            }
        }

        return _bytes.AsSpan(0, token.Length);
    }
}
