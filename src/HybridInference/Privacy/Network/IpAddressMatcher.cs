using System.Net;

namespace HybridInference;

/// <summary>Matches addresses and networks of the Internet Protocol around a digit.</summary>
/// <remarks>Text forms: RFC 4291 2.2, RFC 4632 3.1; special ranges: RFC 6890.</remarks>
internal static class IpAddressMatcher
{
    private const double PublicScore = 0.6;
    private const double PrivateScore = 0.35;
    private const int MaxLength = 45;
    private const int MaxShort = 4;
    private const int NameDistance = 32;
    private const int AddressLength = 16;
    private const int VersionFourLength = 4;
    private const int MaxName = 24;
    private const char CjkStart = '\u2E80';

    /// <summary>What has numbers of four parts too: versions, sections, and the object identifiers of ITU-T X.660.</summary>
    private static readonly string[] Numbered = ["version", "release", "section", "sections", "sec.", "clause", "chapter", "ObjectIdentifier", " oid"];

    public static bool TryMatch(ReadOnlySpan<char> text, int position, out PiiMatch match)
    {
        int end = EndOf(text, position);
        end -= PortLength(text[position..end]);
        return TryMatch(text, StartOf(text, position), end, out match) || (IsAfterColon(text, position, end) && TryMatch(text, position, end, out match));
    }

    /// <summary>Reads four decimal numbers with dots between that no other character of an address follows.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first digit, behind a character of no address.</param>
    /// <param name="address">The numbers, the first one highest.</param>
    /// <param name="end">The end.</param>
    public static bool TryReadPlain(ReadOnlySpan<char> text, int start, out uint address, out int end)
    {
        address = 0;
        end = start;
        for (int part = 0; part < VersionFourLength; part++)
        {
            if (!TryReadByte(text, ref end, out uint value) || (part < VersionFourLength - 1 && (end >= text.Length || text[end++] != '.')))
            {
                return false;
            }

            address = (address << 8) | value;
        }

        return end >= text.Length || !CharacterSets.IpCharacters.Contains(text[end]);
    }

    /// <summary>Rates what <see cref="TryReadPlain"/> has read.</summary>
    public static bool TryMatchPlain(ReadOnlySpan<char> text, int start, int end, uint address, out PiiMatch match)
    {
        bool isPrivate = IsPrivateV4((byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8));
        match = default;
        return StandsAlone(text, start, end) && TryRate(text, start, end, isPrivate, out match);
    }

    /// <summary>Whether the words before an address say that one follows.</summary>
    public static bool IsNamed(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> before = text[Math.Max(0, start - NameDistance)..start];
        return before.Contains("ipv6", StringComparison.OrdinalIgnoreCase) || before.Contains("ip address", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The end of a slash and up to three digits, or of the address where there are none.</summary>
    public static int EndOfPrefix(ReadOnlySpan<char> text, int end)
    {
        int digits = end + 1;
        while (end < text.Length && text[end] == '/' && digits < text.Length && digits < end + 4 && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        return digits > end + 1 ? digits : end;
    }

    /// <summary>A number up to 255 without a zero before it.</summary>
    private static bool TryReadByte(ReadOnlySpan<char> text, ref int position, out uint value)
    {
        int first = position;
        value = 0;
        while (position < text.Length && position - first < 3 && char.IsAsciiDigit(text[position]))
        {
            value = (value * 10) + text[position++] - '0';
        }

        return position > first && value <= byte.MaxValue && (text[first] != '0' || position == first + 1);
    }

    private static bool TryMatch(ReadOnlySpan<char> text, int start, int end, out PiiMatch match)
    {
        match = default;
        ReadOnlySpan<char> value = text[start..end];
        Span<byte> bytes = stackalloc byte[AddressLength];
        if (value.Length is < 3 or > MaxLength || !HasShape(value) || IsColons(text, start, value) || !StandsAlone(text, start, end) || !TryRead(value, bytes, out int length))
        {
            return false;
        }

        return TryRate(text, start, end, IsPrivate(bytes[..length]), out match);
    }

    /// <summary>An address of nobody's as the host of a web address is part of that.</summary>
    private static bool TryRate(ReadOnlySpan<char> text, int start, int end, bool isPrivate, out PiiMatch match)
    {
        match = new PiiMatch(PiiCategories.Ip, start, EndOfPrefix(text, end) - start, isPrivate ? PrivateScore : PublicScore);
        return !IsVersion(text, start) && !(isPrivate && text[..start].EndsWith("://", StringComparison.Ordinal));
    }

    /// <summary>A few characters with two colons are rather of a programming language.</summary>
    private static bool IsColons(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> value) =>
        value.Length <= MaxShort && value.Contains(':') && value is not "::1" && !IsNamed(text, start);

    private static int StartOf(ReadOnlySpan<char> text, int position)
    {
        int floor = Math.Max(0, position - MaxLength);
        return text[floor..position].LastIndexOfAnyExcept(CharacterSets.IpStartCharacters) + 1 + floor;
    }

    /// <summary>A colon may end a word such as "src:" before an address of version 4.</summary>
    private static bool IsAfterColon(ReadOnlySpan<char> text, int start, int end) =>
        start > 1 && text[start - 1] == ':' && !text[start..end].Contains(':');

    private static int EndOf(ReadOnlySpan<char> text, int position)
    {
        ReadOnlySpan<char> rest = text[position..Math.Min(text.Length, position + MaxLength + 1)];
        int length = rest.IndexOfAnyExcept(CharacterSets.IpCharacters);
        rest = length < 0 ? rest : rest[..length];
        return position + rest.TrimEnd(".:").Length + (rest.EndsWith("::", StringComparison.Ordinal) ? 2 : 0);
    }

    /// <summary>The length of a colon and a port behind an address of version 4.</summary>
    private static int PortLength(ReadOnlySpan<char> value)
    {
        int colon = value.IndexOf(':');
        bool isPort = colon > 0 && colon + 1 < value.Length && !value[(colon + 1)..].ContainsAnyExceptInRange('0', '9') && value[..colon].Count('.') == 3;
        return isPort ? value.Length - colon : 0;
    }

    /// <summary>Four decimal numbers, or hexadecimal ones with at least two colons.</summary>
    private static bool HasShape(ReadOnlySpan<char> value)
    {
        int colons = value.Count(':');
        return colons == 0
            ? value.Count('.') == 3 && !value.ContainsAnyExcept(CharacterSets.DecimalAndDot) && HasPlainNumbers(value)
            : colons >= 2 && (value.Contains("::", StringComparison.Ordinal) || colons == 7 || (colons == 6 && value.Contains('.')));
    }

    /// <summary>.NET reads a leading zero as octal; in text it is a version or a code.</summary>
    private static bool HasPlainNumbers(ReadOnlySpan<char> value)
    {
        foreach (Range part in value.Split('.'))
        {
            ReadOnlySpan<char> number = value[part];
            if (number.Length is 0 or > 3 || (number.Length > 1 && number[0] == '0'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool StandsAlone(ReadOnlySpan<char> text, int start, int end) =>
        (start == 0 || !(IsWord(text[start - 1]) || text[start - 1] is '.' or '-' or '_'))
        && (end >= text.Length || !(IsWord(text[end]) || text[end] is '_' or '-'
            || (text[end] == '.' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]))));

    /// <summary>Chinese, Japanese and Korean have no spaces between words.</summary>
    private static bool IsWord(char character) => character < CjkStart && char.IsLetterOrDigit(character);

    private static bool IsVersion(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> before = text[Math.Max(0, start - MaxName)..start].TrimEnd(" :=(\"'§");
        return !before.IsEmpty && (before[^1] | ' ') switch
        {
            'd' or 'e' or 'n' or 'r' or 's' or '.' => EndsWithName(before),
            >= '0' and <= '9' => IsStandard(before),
            _ => false,
        };
    }

    private static bool EndsWithName(ReadOnlySpan<char> before)
    {
        foreach (string name in Numbered)
        {
            if (before.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A standard, whose section follows: "RFC 5321 4.5.3.1".</summary>
    private static bool IsStandard(ReadOnlySpan<char> before) => before.TrimEnd("0123456789, ").EndsWith("RFC", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads version 4 without an object, which logs are full of.</summary>
    private static bool TryRead(ReadOnlySpan<char> value, Span<byte> bytes, out int length)
    {
        if (value.Contains(':'))
        {
            length = 0;
            return IPAddress.TryParse(value, out IPAddress? address) && address.TryWriteBytes(bytes, out length);
        }

        length = 0;
        foreach (Range part in value.Split('.'))
        {
            int number = Compact.Number(value[part]);
            if (number > byte.MaxValue)
            {
                return false;
            }

            bytes[length++] = (byte)number;
        }

        return true;
    }

    private static bool IsPrivate(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 4 ? IsPrivateV4(bytes[0], bytes[1], bytes[2]) : bytes[0] >= 0xFC || bytes[0] == 0 || IsDocumentationV6(bytes);

    private static bool IsPrivateV4(byte first, byte second, byte third) => first switch
    {
        0 or 10 or 127 or >= 224 => true,
        172 => second is >= 16 and < 32,
        192 => second == 168 || (second == 0 && third is 0 or 2),
        169 => second == 254,
        _ => (first, second, third) is (198, 51, 100) or (203, 0, 113),
    };

    private static bool IsDocumentationV6(ReadOnlySpan<byte> bytes) => bytes[0] == 0x20 && bytes[1] == 1 && bytes[2] == 0x0D && bytes[3] == 0xB8;
}
