using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>
/// Turns runs of byte tokens into text. Hugging Face replaces every byte of a run that is not UTF-8 as a whole; where the text is wanted
/// before the run's end is known, the characters that were complete before the first wrong byte stay.
/// </summary>
internal sealed class ByteFallbackSink : TokenSink
{
    private const string Replacement = "\uFFFD";

    private readonly TokenSink _next;
    private readonly bool _isIncremental;
    private readonly ArrayBufferWriter<byte> _run = new();
    private bool _isInvalid;

    private ByteFallbackSink(TokenSink next, bool isIncremental)
    {
        _next = next;
        _isIncremental = isIncremental;
    }

    /// <summary>Creates the step.</summary>
    public static TokenSink Create(TokenSink next, bool isIncremental) => new ByteFallbackSink(next, isIncremental);

    /// <summary>Gets the byte that a token such as <c>&lt;0x0A&gt;</c> stands for.</summary>
    public static bool TryReadByte(string token, out byte value)
    {
        value = 0;
        return token.Length == 6 && token.StartsWith("<0x", StringComparison.Ordinal) && token[5] == '>'
            && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <inheritdoc/>
    public override void Append(string token)
    {
        if (!TryReadByte(token, out byte value))
        {
            EndRun();
            _next.Append(token);
            return;
        }

        _run.Write([value]);
        if (_isIncremental)
        {
            PassComplete();
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        EndRun();
        _next.Flush();
    }

    private void PassComplete()
    {
        OperationStatus status = Rune.DecodeFromUtf8(_run.WrittenSpan, out _, out _);
        _isInvalid |= status == OperationStatus.InvalidData;
        if (_isInvalid || status == OperationStatus.Done)
        {
            PassRun();
        }
    }

    private void EndRun()
    {
        PassRun();
        _isInvalid = false;
    }

    private void PassRun()
    {
        if (!_isInvalid && Utf8.IsValid(_run.WrittenSpan))
        {
            PassText(Encoding.UTF8.GetString(_run.WrittenSpan));
        }
        else
        {
            PassText(string.Concat(Enumerable.Repeat(Replacement, _run.WrittenCount)));
        }

        _run.ResetWrittenCount();
    }

    private void PassText(string text)
    {
        if (text.Length > 0)
        {
            _next.Append(text);
        }
    }
}
