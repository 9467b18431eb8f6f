namespace HybridInference;

/// <summary>A phone number as it stands in a text.</summary>
/// <param name="Length">The number of characters, the extension included.</param>
/// <param name="Shape">How the number is written.</param>
/// <param name="CallingCode">The country calling code of an international number, 0 for others.</param>
/// <param name="Digits">The number of digits, prefixes included and the extension left out.</param>
/// <param name="HasSeparators">Whether the digits stand in groups.</param>
/// <param name="HasExtension">Whether an extension follows.</param>
internal readonly record struct PhoneMatch(int Length, PhoneShape Shape, int CallingCode, int Digits, bool HasSeparators, bool HasExtension);
