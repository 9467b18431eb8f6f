using System.Text;
using HybridInference.LocalModels.Tokenization;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Finds the bytes that each token adds to a text, as the tokenizer's decoder does, but without waiting for whole characters.</summary>
internal sealed class TokenTexts
{
    private readonly TokenizerPipeline _pipeline;
    private readonly TextSink _text = new();
    private readonly TokenSink _steps;
    private readonly bool _isByteLevel;
    private readonly bool _hasByteFallback;

    public TokenTexts(TokenizerPipeline pipeline)
    {
        _pipeline = pipeline;
        _isByteLevel = Decode($"{ByteLevelAlphabet.ToCharacter(0)}") == "\0";
        _hasByteFallback = Decode("<0x41>") == "A";

        // The first token of a text may lose a space, so another one goes first.
        _steps = pipeline.Decoding.Attach(_text, isIncremental: true);
        _steps.Append("a");
        _text.TakeText();
    }

    /// <summary>Gets the bytes of a token; those of <see cref="TokenSymbols"/> for an added token, none where there is no token.</summary>
    public byte[] Read(int id)
    {
        if (_pipeline.AddedTokens.Find(id) is not null)
        {
            return TokenSymbols.Write(id);
        }

        byte[] bytes = _pipeline.FindToken(id) is { } token ? Read(token) : [];
        return bytes.AsSpan().IndexOfAnyInRange(TokenSymbols.FirstByte, byte.MaxValue) < 0 ? bytes : [];
    }

    private byte[] Read(string token)
    {
        if (_hasByteFallback && ByteFallbackSink.TryReadByte(token, out byte value))
        {
            return [value];
        }

        if (_isByteLevel)
        {
            return ReadByteLevel(token);
        }

        _steps.Append(token);
        return Encoding.UTF8.GetBytes(_text.TakeText());
    }

    private static byte[] ReadByteLevel(string token)
    {
        var bytes = new byte[token.Length];
        for (int i = 0; i < token.Length; i++)
        {
            if (!ByteLevelAlphabet.TryToByte(token[i], out bytes[i]))
            {
                return Encoding.UTF8.GetBytes(token);
            }
        }

        return bytes;
    }

    private string Decode(string token)
    {
        var text = new TextSink();
        TokenSink steps = _pipeline.Decoding.Attach(text, isIncremental: false);
        steps.Append(token);
        steps.Flush();
        return text.TakeText();
    }
}
