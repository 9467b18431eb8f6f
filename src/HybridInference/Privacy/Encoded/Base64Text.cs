using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace HybridInference;

/// <summary>Finds text that is written as Base64 (RFC 4648, both alphabets).</summary>
internal static class Base64Text
{
    /// <summary>Shorter ones are words. Texts of eighteen bytes, which is as long as an e-mail address is.</summary>
    private const int MinLength = 24;

    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");

    /// <summary>Finds the next run of its characters.</summary>
    /// <returns>Where it starts, or -1.</returns>
    public static int IndexOf(ReadOnlySpan<char> text, int from, out int length)
    {
        for (int probe = from + MinLength - 1; probe < text.Length; probe += MinLength)
        {
            if (!Alphabet.Contains(text[probe]))
            {
                continue;
            }

            int start = from + text[from..probe].LastIndexOfAnyExcept(Alphabet) + 1;
            int rest = text[probe..].IndexOfAnyExcept(Alphabet);
            int end = rest < 0 ? text.Length : probe + rest;
            if (end - start >= MinLength)
            {
                length = end - start;
                return start;
            }
        }

        length = 0;
        return -1;
    }

    /// <summary>Decodes a run.</summary>
    /// <returns>The text, or <see langword="null"/> when the bytes are none.</returns>
    public static string? Decode(ReadOnlySpan<char> run)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(run.Length);
        char[] standard = ArrayPool<char>.Shared.Rent(run.Length);
        run.Replace(standard, '+', '-');
        standard.AsSpan(0, run.Length).Replace('/', '_');
        OperationStatus status = Base64Url.DecodeFromChars(standard.AsSpan(0, run.Length - (run.Length % 4 == 1 ? 1 : 0)), buffer, out _, out int count);
        string? text = status == OperationStatus.Done && IsText(buffer.AsSpan(0, count)) ? Encoding.UTF8.GetString(buffer, 0, count) : null;
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        ArrayPool<char>.Shared.Return(standard, clearArray: true);
        return text;
    }

    private static bool IsText(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyInRange((byte)0, (byte)8) && Utf8.IsValid(bytes);
}
