namespace HybridInference;

/// <summary>The rules of the Turkish numbering plan, whose numbers are often written without their trunk prefix.</summary>
/// <remarks>Information and Communication Technologies Authority, numbering plan: an even area code of a province, or a mobile one. One in eight numbers of ten digits fits.</remarks>
internal static class TurkishNumber
{
    private const int Length = 10;

    /// <summary>For each first digit from 2 on and each second one, the even digits that may be the third, the lowest bit for 0.</summary>
    private static ReadOnlySpan<byte> Thirds =>
    [
        0, 0b01010, 0b11110, 0b01010, 0b11010, 0b11010, 0b01110, 0b01110, 0b11110, 0,
        0, 0b10010, 0b11110, 0b10010, 0b11110, 0b11110, 0b11110, 0b11111, 0b11111, 0b00010,
        0, 0b01110, 0b11110, 0b11110, 0b01010, 0b11110, 0b01110, 0b11110, 0b11110, 0,
    ];

    /// <summary>Tells whether ten digits are an area code and seven more.</summary>
    public static bool IsValid(ReadOnlySpan<char> digits) =>
        Compact.IsDigits(digits, Length) && (IsMobile(digits) || (digits[0] is >= '2' and <= '4' && IsProvince(digits)));

    private static bool IsMobile(ReadOnlySpan<char> digits) => digits[0] == '5' && digits[1] is '0' or (>= '3' and <= '6');

    private static bool IsProvince(ReadOnlySpan<char> digits)
    {
        int third = digits[2] - '0';
        return third % 2 == 0 && (Thirds[((digits[0] - '2') * 10) + digits[1] - '0'] >> (third / 2) & 1) != 0;
    }
}
