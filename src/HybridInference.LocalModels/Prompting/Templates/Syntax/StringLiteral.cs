using System.Globalization;
using System.Text;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Reads the escapes of a string literal as Python does; an unknown one stands for itself.</summary>
internal static class StringLiteral
{
    /// <summary>Replaces the escapes.</summary>
    public static string Unescape(ReadOnlySpan<char> literal)
    {
        StringBuilder text = new(literal.Length);
        for (int i = 0; i < literal.Length; i++)
        {
            if (literal[i] == '\\' && i + 1 < literal.Length)
            {
                i += AppendEscape(literal[(i + 1)..], text);
            }
            else
            {
                text.Append(literal[i]);
            }
        }

        return text.ToString();
    }

    // Returns how many characters after the backslash belong to the escape.
    private static int AppendEscape(ReadOnlySpan<char> escape, StringBuilder text)
    {
        int digits = escape[0] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0 && TryReadCode(escape[1..], digits, out int code))
        {
            text.Append(code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code));
            return digits + 1;
        }

        text.Append(escape[0] switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            '\n' => "",
            '\\' or '\'' or '"' => $"{escape[0]}",
            _ => Control(escape[0]) ?? $"\\{escape[0]}",
        });
        return 1;
    }

    private static string? Control(char escape) => escape switch
    {
        'b' => "\b",
        'f' => "\f",
        'v' => "\v",
        'a' => "\a",
        '0' => "\0",
        _ => null,
    };

    private static bool TryReadCode(ReadOnlySpan<char> text, int digits, out int code)
    {
        code = 0;
        return text.Length >= digits
            && int.TryParse(text[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code)
            && code is >= 0 and <= 0x10FFFF;
    }
}
