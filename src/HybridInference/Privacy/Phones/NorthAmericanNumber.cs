namespace HybridInference;

/// <summary>The rules of the North American Numbering Plan (NANPA, "About the NANP").</summary>
internal static class NorthAmericanNumber
{
    /// <summary>Tells whether ten digits are an area code and an exchange from 2 on, neither of the services N11, and four more.</summary>
    /// <remarks>555-0100 to 555-0199 are for fiction; they are written as phone numbers all the same.</remarks>
    public static bool IsValid(ReadOnlySpan<char> digits) =>
        Compact.IsDigits(digits, 10) && IsCode(digits[..3]) && IsCode(digits[3..6]);

    private static bool IsCode(ReadOnlySpan<char> code) => code[0] >= '2' && code[1..] is not "11";
}
