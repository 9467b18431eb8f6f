namespace HybridInference;

/// <summary>Reads the compact form of an identifier: ASCII letters and digits without separators.</summary>
internal static class Compact
{
    /// <summary>Returns 0 to 9 for a digit, 10 to 35 for a letter in either case, -1 for anything else.</summary>
    public static int Value(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'A' and <= 'Z' => character - 'A' + 10,
        >= 'a' and <= 'z' => character - 'a' + 10,
        _ => -1,
    };

    /// <summary>Returns the upper-case form of an ASCII letter, any other character as it is.</summary>
    public static char Upper(char character) => character is >= 'a' and <= 'z' ? (char)(character - 32) : character;

    /// <summary>Tells whether a text is this many ASCII digits.</summary>
    public static bool IsDigits(ReadOnlySpan<char> compact, int length) =>
        compact.Length == length && !compact.ContainsAnyExceptInRange('0', '9');

    /// <summary>Tells whether a text has a shape: <c>d</c> a digit, <c>a</c> a letter, <c>x</c> either, anything else itself.</summary>
    public static bool HasShape(ReadOnlySpan<char> compact, string shape)
    {
        if (compact.Length != shape.Length)
        {
            return false;
        }

        for (int i = 0; i < shape.Length; i++)
        {
            if (!Fits(compact[i], shape[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Tells whether all characters are the same: a filler, never an issued number.</summary>
    public static bool IsUniform(ReadOnlySpan<char> compact) => compact.IsEmpty || !compact.ContainsAnyExcept(compact[0]);

    /// <summary>Returns the number that up to nine digits write.</summary>
    public static int Number(ReadOnlySpan<char> digits)
    {
        int number = 0;
        foreach (char digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    /// <summary>Tells whether a character is one of some upper-case letters or digits, in either case.</summary>
    public static bool IsOneOf(char character, string allowed) => allowed.Contains(Upper(character));

    private static bool Fits(char character, char shape) => shape switch
    {
        'd' => char.IsAsciiDigit(character),
        'a' => char.IsAsciiLetter(character),
        'x' => char.IsAsciiLetterOrDigit(character),
        _ => Upper(character) == shape,
    };
}
