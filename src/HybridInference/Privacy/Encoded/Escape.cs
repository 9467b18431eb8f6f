using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace HybridInference;

/// <summary>A character that is written as several others: in JSON (RFC 8259), web addresses (RFC 3986), HTML and CommonMark.</summary>
internal static class Escape
{
    private const int MaxHtmlLength = 10;
    private const int MaxBytes = 4;

    private static readonly SearchValues<char> Starts = SearchValues.Create("\\%&");

    /// <summary>Finds the next escape.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to start.</param>
    /// <param name="length">The length of what was found.</param>
    /// <param name="character">What it stands for: a code point, or half of one.</param>
    /// <returns>Where it starts, or -1.</returns>
    public static int IndexOf(ReadOnlySpan<char> text, int from, out int length, out int character)
    {
        int next;
        while ((next = text[from..].IndexOfAny(Starts)) >= 0)
        {
            from += next;
            length = Read(text[from..], out character);
            if (length > 0)
            {
                return from;
            }

            from++;
        }

        (length, character) = (0, default);
        return -1;
    }

    /// <returns>The length of the escape at the start of a text; zero when there is none, or one that stands for nothing that is seen.</returns>
    private static int Read(ReadOnlySpan<char> text, out int character)
    {
        int length = text[0] switch
        {
            '\\' => ReadBackslash(text, out character),
            '%' => ReadPercent(text, out character),
            _ => ReadHtml(text, out character),
        };
        return character <= char.MaxValue && char.IsControl((char)character) && !char.IsWhiteSpace((char)character) ? 0 : length;
    }

    private static int ReadBackslash(ReadOnlySpan<char> text, out int character)
    {
        char sign = text.Length > 1 ? text[1] : default;
        character = sign;
        switch (sign)
        {
            case 'u' when TryReadHexadecimal(text[2..], 4, out int code):
                character = code;
                return 6;
            case 'x' when TryReadHexadecimal(text[2..], 2, out int code):
                character = code;
                return 4;
            case 'n' or 'r' or 't':
                character = '\n';
                return 2;
            default:
                return char.IsAscii(sign) && (char.IsPunctuation(sign) || char.IsSymbol(sign)) ? 2 : 0;
        }
    }

    /// <summary>Reads the UTF-8 bytes of one character.</summary>
    private static int ReadPercent(ReadOnlySpan<char> text, out int character)
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        int count = 0;
        while (count < MaxBytes && text.Length > 3 * count && text[3 * count] == '%' && TryReadHexadecimal(text[((3 * count) + 1)..], 2, out int code))
        {
            bytes[count++] = (byte)code;
        }

        bool isCharacter = Rune.DecodeFromUtf8(bytes[..count], out Rune rune, out int used) == OperationStatus.Done;
        character = isCharacter ? rune.Value : default;
        return isCharacter ? 3 * used : 0;
    }

    private static int ReadHtml(ReadOnlySpan<char> text, out int character)
    {
        character = default;
        int length = text[..Math.Min(text.Length, MaxHtmlLength)].IndexOf(';') + 1;
        if (length < "&lt;".Length)
        {
            return 0;
        }

        ReadOnlySpan<char> entity = text[..length];
        if (entity is "&commat;" or "&period;")
        {
            character = entity[1] == 'c' ? '@' : '.';
            return length;
        }

        string decoded = WebUtility.HtmlDecode(entity.ToString());
        bool isOne = Rune.DecodeFromUtf16(decoded, out Rune rune, out int used) == OperationStatus.Done && used == decoded.Length;
        character = isOne ? rune.Value : decoded[0];
        return isOne || decoded.Length == 1 ? length : 0;
    }

    private static bool TryReadHexadecimal(ReadOnlySpan<char> text, int length, out int code)
    {
        code = 0;
        return text.Length >= length && int.TryParse(text[..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
    }
}
