using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>What a character says about the digits beside it. Only ASCII has traits.</summary>
internal static class CharacterTraits
{
    /// <summary>A letter, a digit, '_', '-' or '.'.</summary>
    public const byte Token = 1;

    /// <summary>A hexadecimal digit, ':', '-' or '.'.</summary>
    public const byte Address = 1 << 1;

    /// <summary>A letter, a digit or '_'.</summary>
    public const byte Word = 1 << 2;

    /// <summary>No identifier stands behind these.</summary>
    public const byte Sign = 1 << 3;

    /// <summary>White space, quotation marks, brackets and the like: no identifier, address or hash has them beside a digit.</summary>
    public const byte Plain = 1 << 4;

    /// <summary>Behind these the number does not go on, whatever follows.</summary>
    public const byte Closing = 1 << 5;

    /// <summary>What the part of an e-mail address before the '@' is written with.</summary>
    public const byte Mailbox = 1 << 6;

    /// <summary>What the name of a host is written with.</summary>
    public const byte Host = 1 << 7;

    private const int Count = 128;
    private const string LettersAndDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly (byte Trait, string Characters)[] Members =
    [
        (Token, LettersAndDigits + "_-."),
        (Address, "0123456789ABCDEFabcdef:-."),
        (Word, LettersAndDigits + "_"),
        (Sign, "/+#@%\\"),
        (Plain, " \t\r\n\"'()[]{}<>,;!?|&*"),
        (Closing, "\t\r\n\"']{}<>;!?|&"),
        (Mailbox, LettersAndDigits + ".!#$%&'*+/=?^_`{|}~-"),
        (Host, LettersAndDigits + ".-"),
    ];

    private static readonly byte[] Traits = [.. Enumerable.Range(0, Count).Select(code => TraitsOf((char)code))];

    /// <summary>The traits of the character at a place. The start and the end of the text are as plain as white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int At(ReadOnlySpan<char> text, int place)
    {
        if ((uint)place >= (uint)text.Length)
        {
            return Plain | Closing;
        }

        char character = text[place];
        return character < Count ? Traits[character] : 0;
    }

    /// <summary>Whether a character has a trait; a letter or digit beyond ASCII counts as one of ASCII does.</summary>
    public static bool HasInAnyScript(char character, byte trait) => character < Count ? (Traits[character] & trait) != 0 : char.IsLetterOrDigit(character);

    private static byte TraitsOf(char character) =>
        Members.Where(member => member.Characters.Contains(character)).Aggregate((byte)0, (traits, member) => (byte)(traits | member.Trait));
}
