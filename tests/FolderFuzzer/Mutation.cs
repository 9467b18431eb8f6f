using System.Text;

namespace HybridInference.FolderFuzzer;

/// <summary>Damages the content of a file, always in the same way for the same random numbers.</summary>
internal static class Mutation
{
    private static readonly string[] Numbers = ["-1", "0", "2147483647", "2147483648", "-9223372036854775809", "1e308", "1.5", "999999999", "null", "\"x\"", "[]", "{}"];

    private static readonly string[] Words =
    [
        "{", "}", "[", "]", "\"", ",", ":", "\\", "null", "true", "\"\\ud800\"", "\u0000", "{{", "{%", "%}", "{% for a in range(99999999) %}", "{{ 'x' * 999999999 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "((((((((", "(a+)+$", "%d", "../../etc", "<0xFF>", "▁", "\"vocab\"", "\"merges\"", "\"eos_token_id\"",
    ];

    public static byte[] Apply(byte[] content, bool isText, Random random) => random.Next(isText ? 16 : 5) switch
    {
        > 8 when JsonMutation.TryApply(content, random) is { } changed => changed,
        0 => FlipBits(content, random),
        1 => Truncate(content, random),
        2 => Overwrite(content, random),
        3 => CutOut(content, random),
        4 => Repeat(content, random),
        5 or 6 => ReplaceNumbers(content, random),
        _ => InsertWord(content, random),
    };

    private static byte[] FlipBits(byte[] content, Random random)
    {
        byte[] result = [.. content];
        for (int i = random.Next(1, 9); i > 0 && result.Length > 0; i--)
        {
            result[Place(result.Length, random)] ^= (byte)(1 << random.Next(8));
        }

        return result;
    }

    private static byte[] Truncate(byte[] content, Random random) => content[..Place(content.Length + 1, random)];

    private static byte[] Overwrite(byte[] content, Random random)
    {
        byte[] result = [.. content];
        int start = Place(result.Length + 1, random);
        Span<byte> part = result.AsSpan(start, Math.Min(random.Next(1, 65), result.Length - start));
        if (random.Next(3) == 0)
        {
            random.NextBytes(part);
        }
        else
        {
            part.Fill((byte)(random.Next(2) * 255));
        }

        return result;
    }

    private static byte[] CutOut(byte[] content, Random random)
    {
        int start = Place(content.Length + 1, random);
        int end = Math.Min(content.Length, start + random.Next(1, 200));
        return [.. content[..start], .. content[end..]];
    }

    private static byte[] Repeat(byte[] content, Random random)
    {
        int start = Place(content.Length + 1, random);
        int end = Math.Min(content.Length, start + random.Next(1, 2000));
        return [.. content[..end], .. content[start..]];
    }

    private static byte[] ReplaceNumbers(byte[] content, Random random)
    {
        var result = new StringBuilder();
        string text = Encoding.Latin1.GetString(content);
        int wanted = Place(Math.Max(1, text.Length), random);
        int start = text.AsSpan(wanted).IndexOfAnyInRange('0', '9') is >= 0 and int offset ? wanted + offset : Math.Max(0, text.AsSpan().IndexOfAnyInRange('0', '9'));
        int end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        result.Append(text, 0, start).Append(Numbers[random.Next(Numbers.Length)]).Append(text, end, text.Length - end);
        return Encoding.Latin1.GetBytes(result.ToString());
    }

    private static byte[] InsertWord(byte[] content, Random random)
    {
        int start = Place(content.Length + 1, random);
        return [.. content[..start], .. Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]), .. content[start..]];
    }

    /// <summary>Chooses a place: half of the time near the beginning or the end, where the structure of binary files is.</summary>
    private static int Place(int length, Random random) => random.Next(4) switch
    {
        0 => random.Next(Math.Min(length, 400)),
        1 => length - 1 - random.Next(Math.Min(length, 4000)),
        _ => random.Next(length),
    };
}
